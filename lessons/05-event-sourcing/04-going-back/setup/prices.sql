-- Owned by the service catalog. Times are UTC; midnight in Seoul is 15:00 UTC of the day before.
CREATE TABLE price_changes (
  position     INTEGER PRIMARY KEY,
  sku          TEXT    NOT NULL,
  price        INTEGER NOT NULL,
  effective_at TEXT    NOT NULL,
  recorded_at  TEXT    NOT NULL
);
INSERT INTO price_changes (position, sku, price, effective_at, recorded_at) VALUES
  (1, 'BK-7', 12000, '2026-09-30T15:00:00Z', '2026-09-28T01:12:00Z'),
  (2, 'BK-7', 11000, '2026-11-05T15:00:00Z', '2026-10-28T06:40:00Z'),
  (3, 'BK-7', 13000, '2026-10-28T15:00:00Z', '2026-11-02T00:05:00Z');
