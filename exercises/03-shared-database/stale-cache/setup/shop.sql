CREATE TABLE seen (
  sku   TEXT NOT NULL,
  price INTEGER NOT NULL,
  PRIMARY KEY (sku, price)
);
