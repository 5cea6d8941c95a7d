DROP TRIGGER customer_added;
DROP TRIGGER to_the_new;
DROP TRIGGER to_the_old;
ALTER TABLE customers DROP COLUMN mail;
