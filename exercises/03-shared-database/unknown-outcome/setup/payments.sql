CREATE TABLE charges (
  key      TEXT PRIMARY KEY,
  order_id INTEGER NOT NULL,
  amount   INTEGER NOT NULL,
  status   TEXT NOT NULL
);
