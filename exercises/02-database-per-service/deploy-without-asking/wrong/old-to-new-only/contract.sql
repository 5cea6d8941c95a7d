DROP TRIGGER customer_added;
DROP TRIGGER mail_changed;
ALTER TABLE customers DROP COLUMN mail;
