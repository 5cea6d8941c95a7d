ALTER TABLE customers ADD COLUMN email TEXT;

CREATE TRIGGER customer_added AFTER INSERT ON customers
BEGIN
  UPDATE customers
  SET mail = coalesce(new.mail, new.email), email = coalesce(new.email, new.mail)
  WHERE id = new.id;
END;

CREATE TRIGGER mail_changed AFTER UPDATE OF mail ON customers
WHEN new.mail <> old.mail OR old.mail IS NULL
BEGIN
  UPDATE customers SET email = new.mail WHERE id = new.id;
END;

CREATE TRIGGER email_changed AFTER UPDATE OF email ON customers
WHEN new.email <> old.email OR old.email IS NULL
BEGIN
  UPDATE customers SET mail = new.email WHERE id = new.id;
END;
