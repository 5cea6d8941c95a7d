SELECT count(*) FROM customers;   -- how long will it take?
