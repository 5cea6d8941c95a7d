CREATE TABLE stock (
  sku  TEXT PRIMARY KEY,
  free INTEGER NOT NULL
);
INSERT INTO stock VALUES ('BAG-3', 1);
CREATE TABLE reservations (
  order_id INTEGER PRIMARY KEY,
  state    TEXT NOT NULL
);
