BEGIN IMMEDIATE;
DROP VIEW customers;
CREATE VIEW customers AS SELECT id, name, email FROM customers_base;
CREATE TRIGGER customers_insert INSTEAD OF INSERT ON customers
BEGIN
  INSERT INTO customers_base (id, name, email) VALUES (new.id, new.name, new.email);
END;
CREATE TRIGGER customers_update INSTEAD OF UPDATE ON customers
BEGIN
  UPDATE customers_base SET id = new.id, name = new.name, email = new.email WHERE id = old.id;
END;
CREATE TRIGGER customers_delete INSTEAD OF DELETE ON customers
BEGIN
  DELETE FROM customers_base WHERE id = old.id;
END;
COMMIT;
