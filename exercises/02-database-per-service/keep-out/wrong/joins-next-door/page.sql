-- orders: the page as it has been for six years
SELECT o.id, o.total_cents, c.name, c.tier
FROM orders o
LEFT JOIN customers.customers c ON c.id = o.customer_id AND c.deleted_at IS NULL
WHERE o.status = 'PENDING';
