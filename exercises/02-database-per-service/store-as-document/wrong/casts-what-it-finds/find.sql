SELECT id
FROM products
WHERE CAST(doc ->> '$.attrs.ml' AS INTEGER) = :ml;
