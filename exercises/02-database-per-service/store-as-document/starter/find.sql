-- The ids of all products that hold :ml millilitres.
SELECT id
FROM products
WHERE doc ->> '$.attrs.ml' = :ml;
