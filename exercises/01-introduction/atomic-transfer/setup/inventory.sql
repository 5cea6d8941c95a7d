CREATE TABLE stock (
  warehouse TEXT NOT NULL,
  sku       TEXT NOT NULL,
  qty       INTEGER NOT NULL,
  PRIMARY KEY (warehouse, sku)
);
