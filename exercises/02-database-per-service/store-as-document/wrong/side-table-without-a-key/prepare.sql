CREATE TABLE capacities (
  ml         TEXT NOT NULL,
  product_id INTEGER NOT NULL
);
INSERT INTO capacities (ml, product_id)
SELECT doc ->> '$.attrs.ml', id FROM products WHERE doc ->> '$.attrs.ml' IS NOT NULL;

CREATE TRIGGER products_in AFTER INSERT ON products WHEN new.doc ->> '$.attrs.ml' IS NOT NULL
BEGIN
  INSERT INTO capacities (ml, product_id) VALUES (new.doc ->> '$.attrs.ml', new.id);
END;
CREATE TRIGGER products_out AFTER DELETE ON products
BEGIN
  DELETE FROM capacities WHERE product_id = old.id;
END;
CREATE TRIGGER products_changed AFTER UPDATE ON products
BEGIN
  DELETE FROM capacities WHERE product_id = old.id;
  INSERT INTO capacities (ml, product_id)
  SELECT new.doc ->> '$.attrs.ml', new.id WHERE new.doc ->> '$.attrs.ml' IS NOT NULL;
END;
