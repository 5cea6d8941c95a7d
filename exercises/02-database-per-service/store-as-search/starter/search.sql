-- The ids of the products with all of :words, best first.
SELECT rowid
FROM product_index
WHERE product_index MATCH :words;
