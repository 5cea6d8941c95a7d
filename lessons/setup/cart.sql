-- Owned by the service cart.
CREATE TABLE carts (
  id          INTEGER PRIMARY KEY,
  customer_id INTEGER,
  touched_at  TEXT NOT NULL
);
CREATE TABLE cart_lines (
  cart_id INTEGER NOT NULL REFERENCES carts (id),
  sku     TEXT NOT NULL,
  qty     INTEGER NOT NULL CHECK (qty > 0),
  PRIMARY KEY (cart_id, sku)
);
INSERT INTO carts (id, customer_id, touched_at) VALUES
  (1, 16,   '2026-03-02T05:00:00Z'),
  (2, 11,   '2026-03-02T05:10:00Z'),
  (3, NULL, '2026-03-02T05:12:00Z');
INSERT INTO cart_lines (cart_id, sku, qty) VALUES
  (1, 'BK-7',  1),
  (1, 'PEN-5', 2),
  (2, 'MUG-2', 1),
  (3, 'BK-9',  1),
  (3, 'BAG-3', 1);
