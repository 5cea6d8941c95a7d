BEGIN IMMEDIATE;
CREATE TABLE customers_new (
  id    INT PRIMARY KEY,
  name  TEXT NOT NULL,
  email TEXT
);
INSERT INTO customers_new (id, name, email) SELECT id, name, email FROM customers;
DROP TABLE customers;
ALTER TABLE customers_new RENAME TO customers;
COMMIT;
