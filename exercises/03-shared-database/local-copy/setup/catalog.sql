CREATE TABLE products (
  sku     TEXT PRIMARY KEY,
  version INTEGER NOT NULL,
  price   INTEGER                 -- NULL: deleted
);

INSERT INTO products VALUES ('MUG-1', 7, 12000);
