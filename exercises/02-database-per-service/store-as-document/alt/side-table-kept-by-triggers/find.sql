SELECT product_id FROM capacities WHERE ml = CAST(:ml AS TEXT);
