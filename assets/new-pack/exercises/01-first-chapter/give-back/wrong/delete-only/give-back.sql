DELETE FROM loans WHERE reader = 'Mina';
