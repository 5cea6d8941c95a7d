SELECT customer_id
FROM orders
WHERE status = 'PENDING'
GROUP BY customer_id
HAVING customer_id IS NOT NULL;
