CREATE TABLE orders (
  id     INTEGER PRIMARY KEY,
  sku    TEXT NOT NULL,
  qty    INTEGER NOT NULL,
  status TEXT NOT NULL
);
CREATE TABLE outbox (
  seq      INTEGER PRIMARY KEY,
  event_id TEXT NOT NULL,
  topic    TEXT NOT NULL,
  key      TEXT NOT NULL,
  body     TEXT NOT NULL,
  sent     INTEGER NOT NULL DEFAULT 0
);
