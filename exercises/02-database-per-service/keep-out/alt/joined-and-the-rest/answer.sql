SELECT c.id, c.name, c.tier
FROM ask
JOIN customers c ON c.id = ask.customer_id
WHERE c.deleted_at IS NULL;
