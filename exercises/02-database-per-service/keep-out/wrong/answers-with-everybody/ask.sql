-- orders: whom does the page need?
SELECT DISTINCT customer_id
FROM orders
WHERE status = 'PENDING' AND customer_id IS NOT NULL;
