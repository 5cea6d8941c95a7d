CREATE TABLE answers (
  key TEXT PRIMARY KEY,
  ok  INTEGER NOT NULL
);
CREATE TABLE parcels (
  order_id INTEGER NOT NULL,
  state    TEXT NOT NULL
);
