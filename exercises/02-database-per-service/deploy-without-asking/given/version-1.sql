-- What version 1 writes. Told that the database is busy, it begins again at the first statement.
INSERT INTO customers (id, name, mail)
SELECT :added, 'Rui', :address
WHERE NOT EXISTS (SELECT 1 FROM customers WHERE id = :added);

UPDATE customers SET mail = :address WHERE id = :changed;

UPDATE customers SET mail = NULL WHERE id = :withdrawn;
