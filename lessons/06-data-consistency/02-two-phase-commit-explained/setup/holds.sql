-- Owned by the service inventory. A hold that nobody confirms expires.
CREATE TABLE holds (
  order_id   INTEGER PRIMARY KEY,
  sku        TEXT NOT NULL,
  qty        INTEGER NOT NULL CHECK (qty > 0),
  state      TEXT NOT NULL CHECK (state IN ('TRIED', 'CONFIRMED', 'CANCELLED')),
  expires_at TEXT NOT NULL
);
INSERT INTO holds (order_id, sku, qty, state, expires_at) VALUES
  (8,  'BK-9',  1, 'TRIED', '14:10:00'),
  (10, 'MUG-2', 2, 'TRIED', '14:20:00');
