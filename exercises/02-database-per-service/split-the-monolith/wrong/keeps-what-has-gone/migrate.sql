BEGIN;

INSERT INTO customers.customers (id, name, email)
SELECT id, name, email FROM shop.users WHERE true
ON CONFLICT (id) DO UPDATE SET name = excluded.name, email = excluded.email;

INSERT INTO catalog.products (sku, title, price)
SELECT 'BK-' || id, title, price FROM shop.books WHERE true
ON CONFLICT (sku) DO UPDATE SET title = excluded.title, price = excluded.price;

INSERT INTO catalog.products (sku, title, price)
SELECT 'GF-' || id, title, price FROM shop.gifts WHERE true
ON CONFLICT (sku) DO UPDATE SET title = excluded.title, price = excluded.price;

INSERT INTO orders.orders (id, customer_id, status)
SELECT id, user_id, status FROM shop.sales WHERE true
ON CONFLICT (id) DO UPDATE SET customer_id = excluded.customer_id, status = excluded.status;

INSERT INTO orders.order_lines (order_id, line, sku, qty)
SELECT sale_id, line, CASE kind WHEN 'book' THEN 'BK-' ELSE 'GF-' END || item_id, qty
FROM shop.sale_lines WHERE true
ON CONFLICT (order_id, line) DO UPDATE SET sku = excluded.sku, qty = excluded.qty;

COMMIT;
