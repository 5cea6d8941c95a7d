CREATE TABLE products (
  sku     TEXT PRIMARY KEY,
  price   INTEGER NOT NULL,
  version INTEGER NOT NULL
);
INSERT INTO products VALUES ('MUG-1', 12000, 1);

-- Empty, to be used or left alone.
CREATE TABLE outbox (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  sku TEXT NOT NULL
);
