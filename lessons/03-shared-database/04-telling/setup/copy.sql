-- The copy of the prices in orders, and what has arrived from catalog, in the order of arrival.
CREATE TABLE prices (
  sku     TEXT PRIMARY KEY,
  price   INTEGER,
  version INTEGER NOT NULL,
  deleted INTEGER NOT NULL DEFAULT 0
);
CREATE TABLE arrived (
  n       INTEGER PRIMARY KEY,
  sku     TEXT NOT NULL,
  price   INTEGER,
  version INTEGER NOT NULL,
  deleted INTEGER NOT NULL DEFAULT 0
);
INSERT INTO arrived (n, sku, price, version, deleted) VALUES
  (1, 'MUG-1', 12000, 1, 0),
  (2, 'BAG-3',  9000, 1, 0),
  (3, 'MUG-1', 15000, 2, 0),
  (4, 'BAG-3',  NULL, 3, 1),
  (5, 'MUG-1', 12000, 1, 0),
  (6, 'BAG-3',  8500, 2, 0);
