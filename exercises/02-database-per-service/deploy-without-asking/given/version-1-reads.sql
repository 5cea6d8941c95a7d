SELECT id, name, mail FROM customers;
