INSERT INTO orders (id, customer_id, status, placed_at, total) VALUES
  (1, 11,   'PENDING',        '2026-03-02T00:10:00Z', 18000),
  (2, 12,   'PAID',           '2026-03-02T00:25:00Z', 12000),
  (3, 11,   'PENDING_REVIEW', '2026-03-02T01:05:00Z', 890000),
  (4, NULL, 'PENDING',        '2026-03-02T02:40:00Z', 24000),
  (5, 13,   'pending',        '2026-03-02T03:00:00Z', 9000),
  (6, 14,   'SHIPPED',        '2026-03-02T03:20:00Z', 31000),
  (7, NULL, NULL,             '2026-03-02T04:15:00Z', 12000),
  (8, 15,   'PENDING',        '2026-03-02T05:30:00Z', 18000),
  (9, 12,   'PENDING_REVIEW', '2026-03-02T06:45:00Z', 640000);
