-- Copies the customers, once. The products and the orders are missing.
INSERT INTO customers.customers (id, name, email)
SELECT id, name, email FROM shop.users;
