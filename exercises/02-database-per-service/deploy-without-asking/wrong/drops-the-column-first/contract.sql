ALTER TABLE customers DROP COLUMN mail;
DROP TRIGGER customer_added;
DROP TRIGGER mail_changed;
DROP TRIGGER email_changed;
