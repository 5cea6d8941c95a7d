SELECT o.id, o.total_cents, a.name, a.tier
FROM orders o
JOIN answer a ON a.id = o.customer_id
WHERE o.status = 'PENDING';
