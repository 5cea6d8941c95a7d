CREATE TABLE answers (
  key TEXT PRIMARY KEY,
  ok  INTEGER NOT NULL
);
CREATE TABLE bags (
  order_id INTEGER NOT NULL,
  state    TEXT NOT NULL
);
