-- What version 1 has written in the meantime.
UPDATE customers SET email = mail WHERE email IS NULL;
ALTER TABLE customers DROP COLUMN mail;
