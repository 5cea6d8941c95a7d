SELECT id, name, tier
FROM customers
WHERE id IN (SELECT customer_id FROM ask);
