ALTER TABLE customers ADD COLUMN email TEXT;

CREATE TRIGGER customer_added AFTER INSERT ON customers
BEGIN
  UPDATE customers
  SET mail = coalesce(new.mail, new.email), email = coalesce(new.email, new.mail)
  WHERE id = new.id;
END;

CREATE TRIGGER to_the_new AFTER UPDATE ON customers
BEGIN
  UPDATE customers SET email = new.mail WHERE id = new.id;
END;

CREATE TRIGGER to_the_old AFTER UPDATE ON customers
BEGIN
  UPDATE customers SET mail = new.email WHERE id = new.id;
END;
