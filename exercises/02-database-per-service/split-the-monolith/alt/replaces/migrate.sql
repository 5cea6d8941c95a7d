BEGIN IMMEDIATE;
DELETE FROM orders.order_lines WHERE true;
DELETE FROM orders.orders WHERE id NOT IN (SELECT id FROM shop.sales);
REPLACE INTO orders.orders (id, customer_id, status) SELECT id, user_id, status FROM shop.sales;
INSERT INTO orders.order_lines (order_id, line, sku, qty)
SELECT sale_id, line, 'BK-' || item_id, qty FROM shop.sale_lines WHERE kind = 'book'
UNION ALL
SELECT sale_id, line, 'GF-' || item_id, qty FROM shop.sale_lines WHERE kind = 'gift';
DELETE FROM catalog.products;
WITH items (sku, title, price) AS (
  SELECT 'BK-' || id, title, price FROM shop.books
  UNION ALL
  SELECT 'GF-' || id, title, price FROM shop.gifts
)
INSERT INTO catalog.products (sku, title, price) SELECT sku, title, price FROM items;
DELETE FROM customers.customers;
INSERT INTO customers.customers SELECT id, name, email FROM shop.users;
COMMIT;
