-- Owned by the service cart. Position 4 was taken by an append that was rolled back.
CREATE TABLE events (
  position INTEGER PRIMARY KEY,
  stream   TEXT    NOT NULL,
  version  INTEGER NOT NULL,
  type     TEXT    NOT NULL,
  data     TEXT    NOT NULL,
  UNIQUE (stream, version)
);
INSERT INTO events (position, stream, version, type, data) VALUES
  (1, 'cart-7', 1, 'ItemAdded',   '{"sku":"BK-7","qty":8}'),
  (2, 'cart-8', 1, 'ItemAdded',   '{"sku":"PEN-5","qty":2}'),
  (3, 'cart-7', 2, 'ItemAdded',   '{"sku":"MUG-1","qty":2}'),
  (5, 'cart-8', 2, 'CheckedOut',  '{}'),
  (6, 'cart-7', 3, 'ItemRemoved', '{"sku":"BK-7","qty":1}');
