BEGIN;
ALTER TABLE customers ADD COLUMN email TEXT DEFAULT NULL;
CREATE TRIGGER v1_insert AFTER INSERT ON customers WHEN new.email IS NULL AND new.mail IS NOT NULL
BEGIN
  UPDATE customers SET email = mail WHERE id = new.id;
END;
CREATE TRIGGER v2_insert AFTER INSERT ON customers WHEN new.mail IS NULL AND new.email IS NOT NULL
BEGIN
  UPDATE customers SET mail = email WHERE id = new.id;
END;
-- Which column the statement names says who wrote, not whether its value is another.
CREATE TRIGGER v1_update AFTER UPDATE OF mail ON customers WHEN new.mail IS NOT new.email
BEGIN
  UPDATE customers SET email = new.mail WHERE id = new.id;
END;
CREATE TRIGGER v2_update AFTER UPDATE OF email ON customers WHEN new.email IS NOT new.mail
BEGIN
  UPDATE customers SET mail = new.email WHERE id = new.id;
END;
COMMIT;
