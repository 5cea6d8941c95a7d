-- The table gets its new shape at once; a view under the old name shows both columns until version 1 has gone.
BEGIN IMMEDIATE;
ALTER TABLE customers RENAME TO customers_base;
ALTER TABLE customers_base RENAME COLUMN mail TO email;
CREATE VIEW customers AS SELECT id, name, email, email AS mail FROM customers_base;
CREATE TRIGGER customers_insert INSTEAD OF INSERT ON customers
BEGIN
  INSERT INTO customers_base (id, name, email) VALUES (new.id, new.name, coalesce(new.email, new.mail));
END;
CREATE TRIGGER customers_update INSTEAD OF UPDATE ON customers
BEGIN
  UPDATE customers_base
  SET id = new.id, name = new.name, email = iif(new.mail IS NOT old.mail, new.mail, new.email)
  WHERE id = old.id;
END;
CREATE TRIGGER customers_delete INSTEAD OF DELETE ON customers
BEGIN
  DELETE FROM customers_base WHERE id = old.id;
END;
COMMIT;
