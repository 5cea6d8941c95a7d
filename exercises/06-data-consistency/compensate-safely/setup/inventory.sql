CREATE TABLE stock (
  sku  TEXT PRIMARY KEY,
  free INTEGER NOT NULL
);
CREATE TABLE reservations (
  order_id INTEGER PRIMARY KEY,
  sku      TEXT NOT NULL,
  qty      INTEGER NOT NULL,
  status   TEXT NOT NULL
);
CREATE TABLE released (
  order_id INTEGER PRIMARY KEY
);

INSERT INTO stock VALUES ('MUG-1', 5);
