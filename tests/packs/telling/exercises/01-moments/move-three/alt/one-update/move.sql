UPDATE accounts SET balance = balance + CASE id WHEN 1 THEN -3 ELSE 3 END
WHERE id IN (1, 2) AND (SELECT count(*) FROM accounts WHERE id IN (1, 2)) = 2;
INSERT INTO log VALUES ('moved');
