INSERT INTO shelf (book) SELECT book FROM loans WHERE reader = 'Mina';
DELETE FROM loans WHERE reader = 'Mina';
