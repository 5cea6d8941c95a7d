CREATE TABLE charges (
  id       INTEGER PRIMARY KEY,
  order_id INTEGER NOT NULL,
  status   TEXT NOT NULL
);
CREATE TABLE inbox (
  message_id TEXT PRIMARY KEY
);
