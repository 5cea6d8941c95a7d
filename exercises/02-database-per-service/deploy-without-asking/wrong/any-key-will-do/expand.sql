ALTER TABLE customers ADD COLUMN email TEXT;

-- From here on both columns say the same, whichever version writes. Each trigger does nothing where they agree already,
-- which also ends the echo between the last two.
CREATE TRIGGER customer_added AFTER INSERT ON customers
BEGIN
  UPDATE customers
  SET mail = coalesce(new.mail, new.email), email = coalesce(new.email, new.mail)
  WHERE id = new.id;
END;

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
