-- What version 2 writes. Told that the database is busy, it begins again at the first statement.
INSERT INTO customers (id, name, email)
SELECT :added, 'Rui', :address
WHERE NOT EXISTS (SELECT 1 FROM customers WHERE id = :added);

UPDATE customers SET email = :address WHERE id = :changed;

UPDATE customers SET email = NULL WHERE id = :withdrawn;
