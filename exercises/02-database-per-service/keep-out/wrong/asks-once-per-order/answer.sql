SELECT c.id, c.name, c.tier
FROM customers c
JOIN ask ON ask.customer_id = c.id
WHERE c.deleted_at IS NULL;
