-- Owned by the service payments. Amounts are in won.
CREATE TABLE payments (
  id       INTEGER PRIMARY KEY,
  order_id INTEGER NOT NULL UNIQUE,
  amount   INTEGER NOT NULL,
  taken_at TEXT NOT NULL
);
CREATE TABLE refunds (
  payment_id  INTEGER NOT NULL REFERENCES payments (id),
  amount      INTEGER NOT NULL,
  refunded_at TEXT NOT NULL
);
INSERT INTO payments (id, order_id, amount, taken_at) VALUES
  (1, 1, 42000, '2026-03-02T00:11:00Z'),
  (2, 2, 24000, '2026-03-02T00:26:00Z'),
  (3, 4, 9000,  '2026-03-02T02:44:00Z'),
  (4, 5, 12000, '2026-03-02T03:01:00Z'),
  (5, 7, 34000, '2026-03-02T04:16:00Z');
INSERT INTO refunds (payment_id, amount, refunded_at) VALUES
  (4, 12000, '2026-03-02T05:30:00Z');
