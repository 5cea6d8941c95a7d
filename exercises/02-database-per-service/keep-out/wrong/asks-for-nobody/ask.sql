SELECT DISTINCT customer_id
FROM orders
WHERE status = 'PENDING';
