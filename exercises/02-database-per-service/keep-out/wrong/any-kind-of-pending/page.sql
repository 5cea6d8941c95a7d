-- orders: the page, from its own rows and the answer
SELECT o.id, o.total_cents, a.name, a.tier
FROM orders o
LEFT JOIN answer a ON a.id = o.customer_id
WHERE o.status LIKE 'PENDING%';
