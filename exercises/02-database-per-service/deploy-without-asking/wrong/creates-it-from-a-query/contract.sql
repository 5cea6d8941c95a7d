BEGIN IMMEDIATE;
CREATE TABLE customers_new AS SELECT id, name, email FROM customers;
DROP TABLE customers;
ALTER TABLE customers_new RENAME TO customers;
COMMIT;
