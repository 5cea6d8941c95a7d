-- customers: what may they know?
SELECT id, name, tier
FROM customers
WHERE id IN (SELECT customer_id FROM ask)
  AND deleted_at IS NULL;
