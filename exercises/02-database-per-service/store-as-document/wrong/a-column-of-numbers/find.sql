SELECT id
FROM products
WHERE ml = :ml;
