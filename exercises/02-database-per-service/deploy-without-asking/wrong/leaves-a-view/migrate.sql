SELECT count(*) FROM customers;   -- nothing to move: there is one column with two names
