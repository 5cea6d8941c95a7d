-- Move 3 from account 1 to account 2, and write 'moved' into log.
SELECT id, balance FROM accounts;
