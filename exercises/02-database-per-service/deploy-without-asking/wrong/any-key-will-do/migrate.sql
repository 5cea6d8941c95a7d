-- The rows from before the triggers. A single statement sees no row half written.
UPDATE customers SET email = mail WHERE email IS NOT mail;
