SELECT customer_id
FROM orders
WHERE status = 'PENDING' AND customer_id IS NOT NULL;
