ALTER TABLE customers ADD COLUMN email TEXT;

CREATE TRIGGER mail_changed AFTER UPDATE OF mail ON customers
WHEN new.mail IS NOT old.mail
BEGIN
  UPDATE customers SET email = new.mail WHERE id = new.id AND email IS NOT new.mail;
END;

CREATE TRIGGER email_changed AFTER UPDATE OF email ON customers
WHEN new.email IS NOT old.email
BEGIN
  UPDATE customers SET mail = new.email WHERE id = new.id AND mail IS NOT new.email;
END;
