-- The old column does no harm.
DROP TRIGGER customer_added;
DROP TRIGGER mail_changed;
DROP TRIGGER email_changed;
