-- What search has been told about the products.
CREATE TABLE products (
  id    INTEGER PRIMARY KEY,
  title TEXT NOT NULL,
  body  TEXT
);
