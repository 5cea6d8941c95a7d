CREATE TABLE products (
  sku         TEXT PRIMARY KEY,
  description TEXT NOT NULL,
  version     INTEGER NOT NULL DEFAULT 1
);
INSERT INTO products(sku, description) VALUES ('MUG-1', 'A mug.');
