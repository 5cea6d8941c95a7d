UPDATE accounts SET balance = balance - 3 WHERE id = 1 AND (SELECT count(*) FROM accounts WHERE id IN (1, 2)) = 2;
UPDATE accounts SET balance = balance + 3 WHERE id = 2 AND (SELECT count(*) FROM accounts WHERE id IN (1, 2)) = 2;
INSERT INTO log VALUES ('moved');
