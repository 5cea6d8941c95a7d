ALTER TABLE customers DROP COLUMN mail;
