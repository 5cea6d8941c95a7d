-- customers: what may they know?
SELECT id, name, tier
FROM customers;
