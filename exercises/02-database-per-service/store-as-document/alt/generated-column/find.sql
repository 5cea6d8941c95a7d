SELECT id FROM products WHERE ml = CAST(:ml AS TEXT);
