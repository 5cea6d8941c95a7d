SELECT DISTINCT customer_id
FROM orders
WHERE status LIKE 'PENDING%' AND customer_id IS NOT NULL;
