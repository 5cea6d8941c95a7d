-- Owned by the service orders. Prices are in won, as they were when the order was placed.
CREATE TABLE orders (
  id          INTEGER PRIMARY KEY,
  customer_id INTEGER,
  status      TEXT NOT NULL,
  placed_at   TEXT NOT NULL
);
CREATE TABLE order_lines (
  order_id INTEGER NOT NULL REFERENCES orders (id),
  sku      TEXT NOT NULL,
  qty      INTEGER NOT NULL CHECK (qty > 0),
  price    INTEGER NOT NULL,
  PRIMARY KEY (order_id, sku)
);
INSERT INTO orders (id, customer_id, status, placed_at) VALUES
  (1, 11, 'SHIPPED',   '2026-03-02T00:10:00Z'),
  (2, 12, 'PAID',      '2026-03-02T00:25:00Z'),
  (3, 11, 'PENDING',   '2026-03-02T01:05:00Z'),
  (4, 14, 'PAID',      '2026-03-02T02:40:00Z'),
  (5, 13, 'CANCELLED', '2026-03-02T03:00:00Z'),
  (6, 12, 'PENDING',   '2026-03-02T03:20:00Z'),
  (7, 15, 'PAID',      '2026-03-02T04:15:00Z');
INSERT INTO order_lines (order_id, sku, qty, price) VALUES
  (1, 'BK-7',  1, 18000),
  (1, 'MUG-1', 2, 12000),
  (2, 'BK-9',  1, 24000),
  (3, 'BK-7',  2, 18000),
  (4, 'BAG-3', 1, 9000),
  (5, 'MUG-2', 1, 12000),
  (6, 'PEN-5', 3, 3000),
  (7, 'BK-7',  1, 18000),
  (7, 'BK-12', 1, 16000);
