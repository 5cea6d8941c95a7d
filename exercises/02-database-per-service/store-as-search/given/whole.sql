-- The check that runs every night; it fails if the index and what it was made of differ.
INSERT INTO product_index (product_index, rank) VALUES ('integrity-check', 1);
SELECT 'whole';
