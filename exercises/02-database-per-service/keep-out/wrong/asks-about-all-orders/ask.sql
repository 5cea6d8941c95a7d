SELECT DISTINCT customer_id
FROM orders
WHERE customer_id IS NOT NULL;
