SELECT o.id, o.total_cents, a.name, a.tier
FROM orders o
JOIN answer a ON a.id = o.customer_id
WHERE o.status = 'PENDING'
UNION ALL
SELECT o.id, o.total_cents, NULL, NULL
FROM orders o
WHERE o.status = 'PENDING'
  AND NOT EXISTS (SELECT 1 FROM answer a WHERE a.id = o.customer_id)
ORDER BY 1;
