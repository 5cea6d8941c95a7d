CREATE TABLE products (
  sku     TEXT PRIMARY KEY,
  version INTEGER NOT NULL,
  price   INTEGER                 -- NULL: deleted
);
