BEGIN;

-- Children first, because of the foreign key.
DELETE FROM orders.order_lines;
DELETE FROM orders.orders;
DELETE FROM catalog.products;
DELETE FROM customers.customers;

INSERT INTO customers.customers (id, name, email)
SELECT id, trim(name), lower(email) FROM shop.users;

INSERT INTO catalog.products (sku, title, price)
SELECT 'BK-' || id, title, price FROM shop.books
UNION ALL
SELECT 'GF-' || id, title, price FROM shop.gifts;

INSERT INTO orders.orders (id, customer_id, status)
SELECT id, user_id, status FROM shop.sales;

INSERT INTO orders.order_lines (order_id, line, sku, qty)
SELECT sale_id, line, iif(kind = 'book', 'BK-', 'GF-') || item_id, qty
FROM shop.sale_lines;

COMMIT;
