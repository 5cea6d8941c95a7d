BEGIN IMMEDIATE;
DROP VIEW customers;
ALTER TABLE customers_base RENAME TO customers;
COMMIT;
