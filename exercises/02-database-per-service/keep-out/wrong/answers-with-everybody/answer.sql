SELECT id, name, tier
FROM customers
WHERE deleted_at IS NULL;
