CREATE TABLE capacities (
  ml         TEXT NOT NULL,
  product_id INTEGER NOT NULL,
  PRIMARY KEY (ml, product_id)
) WITHOUT ROWID;
INSERT INTO capacities (ml, product_id)
SELECT doc ->> '$.attrs.ml', id FROM products WHERE doc ->> '$.attrs.ml' IS NOT NULL;
