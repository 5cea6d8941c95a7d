BEGIN;
INSERT INTO shelf (book) SELECT book FROM loans;
DELETE FROM loans;
COMMIT;
