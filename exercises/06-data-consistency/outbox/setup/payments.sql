CREATE TABLE inbox (
  event_id TEXT PRIMARY KEY
);
CREATE TABLE charges (
  id       INTEGER PRIMARY KEY,
  order_id INTEGER NOT NULL,
  qty      INTEGER NOT NULL
);
