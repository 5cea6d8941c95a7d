SELECT count(customer_id) AS pending
FROM orders
WHERE status = 'PENDING';
