-- Owned by the service inventory.
CREATE TABLE stock (
  warehouse TEXT NOT NULL,
  sku       TEXT NOT NULL,
  qty       INTEGER NOT NULL CHECK (qty >= 0),
  PRIMARY KEY (warehouse, sku)
);
CREATE TABLE reservations (
  order_id INTEGER NOT NULL,
  sku      TEXT NOT NULL,
  qty      INTEGER NOT NULL CHECK (qty > 0),
  PRIMARY KEY (order_id, sku)
);
INSERT INTO stock (warehouse, sku, qty) VALUES
  ('Seoul', 'BK-7',  5),
  ('Seoul', 'BK-9',  3),
  ('Seoul', 'BK-12', 7),
  ('Seoul', 'MUG-1', 9),
  ('Seoul', 'PEN-5', 40),
  ('Busan', 'BK-7',  1),
  ('Busan', 'MUG-2', 6),
  ('Busan', 'BAG-3', 2);
INSERT INTO reservations (order_id, sku, qty) VALUES
  (2, 'BK-9',  1),
  (3, 'BK-7',  2),
  (4, 'BAG-3', 1),
  (6, 'PEN-5', 3),
  (7, 'BK-7',  1),
  (7, 'BK-12', 1);
