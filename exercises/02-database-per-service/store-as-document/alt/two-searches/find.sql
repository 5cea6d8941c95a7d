SELECT id FROM products WHERE doc ->> '$.attrs.ml' = :ml
UNION
SELECT id FROM products WHERE doc ->> '$.attrs.ml' = '' || :ml;
