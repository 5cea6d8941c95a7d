SELECT id
FROM products
WHERE doc ->> '$.attrs.ml' IN (:ml, CAST(:ml AS TEXT));
