BEGIN;

INSERT OR IGNORE INTO customers.customers (id, name, email)
SELECT id, name, email FROM shop.users;

INSERT OR IGNORE INTO catalog.products (sku, title, price)
SELECT 'BK-' || id, title, price FROM shop.books
UNION ALL
SELECT 'GF-' || id, title, price FROM shop.gifts;

INSERT OR IGNORE INTO orders.orders (id, customer_id, status)
SELECT id, user_id, status FROM shop.sales;

INSERT OR IGNORE INTO orders.order_lines (order_id, line, sku, qty)
SELECT sale_id, line, iif(kind = 'book', 'BK-', 'GF-') || item_id, qty
FROM shop.sale_lines;

COMMIT;
