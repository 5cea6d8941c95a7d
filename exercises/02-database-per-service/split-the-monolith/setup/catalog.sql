CREATE TABLE products (
  sku   TEXT PRIMARY KEY,
  title TEXT NOT NULL,
  price INTEGER NOT NULL
);
