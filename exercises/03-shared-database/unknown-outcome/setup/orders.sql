CREATE TABLE orders (
  id         INTEGER PRIMARY KEY,
  amount     INTEGER NOT NULL,
  card       TEXT NOT NULL,
  status     TEXT NOT NULL DEFAULT 'PENDING',
  charge_key TEXT,
  tries      INTEGER NOT NULL DEFAULT 0
);
