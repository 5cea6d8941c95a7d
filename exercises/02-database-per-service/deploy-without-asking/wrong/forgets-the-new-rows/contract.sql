-- Only version 2 is running. The triggers name the old column, so they go first.
DROP TRIGGER mail_changed;
DROP TRIGGER email_changed;
ALTER TABLE customers DROP COLUMN mail;
