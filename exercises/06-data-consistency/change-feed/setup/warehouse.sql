CREATE TABLE products (
  sku   TEXT PRIMARY KEY,
  title TEXT NOT NULL,
  price INTEGER NOT NULL
);
INSERT INTO products VALUES ('BAG-3', 'Bag', 18000), ('MUG-1', 'White mug', 9000), ('PEN-5', 'Pen', 3000);
