-- The shop as it was: one database, all tables in it.
CREATE TABLE customers (
  id   INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  city TEXT NOT NULL
);
CREATE TABLE products (
  sku   TEXT PRIMARY KEY,
  title TEXT NOT NULL,
  price INTEGER NOT NULL
);
CREATE TABLE stock (
  sku TEXT PRIMARY KEY REFERENCES products (sku),
  qty INTEGER NOT NULL CHECK (qty >= 0)
);
CREATE TABLE orders (
  id          INTEGER PRIMARY KEY,
  customer_id INTEGER NOT NULL REFERENCES customers (id),
  sku         TEXT NOT NULL REFERENCES products (sku),
  qty         INTEGER NOT NULL CHECK (qty > 0),
  status      TEXT NOT NULL
);
INSERT INTO customers (id, name, city) VALUES
  (11, '김하나', 'Seoul'),
  (12, 'Ada',    'Busan'),
  (13, '이도윤', 'Seoul');
INSERT INTO products (sku, title, price) VALUES
  ('BK-7',  'The Long Saga',      18000),
  ('BK-9',  'Events in the Past', 24000),
  ('MUG-1', 'Mug, blue',          12000);
INSERT INTO stock (sku, qty) VALUES
  ('BK-7',  2),
  ('BK-9',  1),
  ('MUG-1', 9);
INSERT INTO orders (id, customer_id, sku, qty, status) VALUES
  (1, 11, 'BK-7',  1, 'PAID'),
  (2, 12, 'MUG-1', 2, 'PENDING'),
  (3, 13, 'BK-7',  1, 'PENDING'),
  (4, 11, 'BK-9',  1, 'PAID');
