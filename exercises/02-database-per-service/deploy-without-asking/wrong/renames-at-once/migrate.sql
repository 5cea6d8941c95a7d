-- Nothing to move: the column has its new name.
SELECT count(*) FROM customers;
