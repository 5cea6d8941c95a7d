BEGIN;

INSERT INTO customers.customers (id, name, email)
SELECT id, name, email FROM shop.users WHERE true
ON CONFLICT (id) DO UPDATE SET email = excluded.email;

INSERT INTO catalog.products (sku, title, price)
SELECT 'BK-' || id, title, price FROM shop.books WHERE true
ON CONFLICT (sku) DO UPDATE SET title = excluded.title, price = excluded.price;

INSERT INTO catalog.products (sku, title, price)
SELECT 'GF-' || id, title, price FROM shop.gifts WHERE true
ON CONFLICT (sku) DO UPDATE SET title = excluded.title, price = excluded.price;

INSERT INTO orders.orders (id, customer_id, status)
SELECT id, user_id, status FROM shop.sales WHERE true
ON CONFLICT (id) DO UPDATE SET status = excluded.status;

INSERT INTO orders.order_lines (order_id, line, sku, qty)
SELECT sale_id, line, CASE kind WHEN 'book' THEN 'BK-' ELSE 'GF-' END || item_id, qty
FROM shop.sale_lines WHERE true
ON CONFLICT (order_id, line) DO UPDATE SET qty = excluded.qty;

-- What has gone from the source goes from the targets.
DELETE FROM orders.order_lines
WHERE (order_id, line) NOT IN (SELECT sale_id, line FROM shop.sale_lines);
DELETE FROM orders.orders WHERE id NOT IN (SELECT id FROM shop.sales);
DELETE FROM customers.customers WHERE id NOT IN (SELECT id FROM shop.users);
DELETE FROM catalog.products
WHERE sku NOT IN (SELECT 'BK-' || id FROM shop.books UNION SELECT 'GF-' || id FROM shop.gifts);

COMMIT;
