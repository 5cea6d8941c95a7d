SELECT id
FROM products
WHERE doc ->> '$.attrs.ml' = :ml;
