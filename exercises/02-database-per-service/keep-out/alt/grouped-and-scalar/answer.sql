SELECT id, name, tier
FROM customers
WHERE deleted_at IS NULL
  AND EXISTS (SELECT 1 FROM ask WHERE ask.customer_id = customers.id);
