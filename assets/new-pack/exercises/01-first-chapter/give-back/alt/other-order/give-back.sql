BEGIN;
CREATE TEMP TABLE back AS SELECT book FROM loans WHERE reader = 'Mina';
DELETE FROM loans WHERE book IN (SELECT book FROM back);
INSERT INTO shelf (book) SELECT book FROM back;
COMMIT;
