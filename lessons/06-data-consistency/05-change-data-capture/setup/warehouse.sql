-- The warehouse program's table. No real table has the column committed_at: it shows when others could see the row.
CREATE TABLE stock (
  sku          TEXT PRIMARY KEY,
  qty          INTEGER NOT NULL,
  updated_at   TEXT NOT NULL,
  committed_at TEXT NOT NULL
);
INSERT INTO stock (sku, qty, updated_at, committed_at) VALUES
  ('MUG-1', 9,  '10:03:00', '10:03:00'),
  ('MUG-2', 0,  '10:04:50', '10:06:30'),
  ('PEN-5', 40, '10:04:55', '10:04:55'),
  ('BK-7',  4,  '10:08:20', '10:08:20');
-- BAG-3 was deleted at 10:07:00.
