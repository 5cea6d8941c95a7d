ALTER TABLE customers ADD COLUMN email TEXT;

CREATE TRIGGER customer_added AFTER INSERT ON customers WHEN new.email IS NULL
BEGIN
  UPDATE customers SET email = new.mail WHERE id = new.id;
END;

CREATE TRIGGER mail_changed AFTER UPDATE OF mail ON customers
BEGIN
  UPDATE customers SET email = new.mail WHERE id = new.id;
END;
