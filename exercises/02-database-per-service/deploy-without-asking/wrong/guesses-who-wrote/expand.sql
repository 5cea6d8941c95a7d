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
CREATE TRIGGER both AFTER UPDATE OF mail, email ON customers WHEN new.mail IS NOT new.email
BEGIN
  UPDATE customers
  SET mail = iif(new.mail IS old.mail, new.email, new.mail), email = iif(new.mail IS old.mail, new.email, new.mail)
  WHERE id = new.id;
END;
COMMIT;
