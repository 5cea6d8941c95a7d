CREATE VIRTUAL TABLE product_index USING fts5 (
  title, body,
  content = 'products', content_rowid = 'id',
  prefix = '2 3'
);
INSERT INTO product_index (product_index) VALUES ('rebuild');

-- Before a row is written, what stands there goes; so REPLACE is served as well.
CREATE TRIGGER products_before BEFORE INSERT ON products
BEGIN
  INSERT INTO product_index (product_index, rowid, title, body)
  SELECT 'delete', id, title, body FROM products WHERE id = new.id;
END;
CREATE TRIGGER products_in AFTER INSERT ON products
BEGIN
  INSERT INTO product_index (rowid, title, body) VALUES (new.id, new.title, new.body);
END;
CREATE TRIGGER products_out AFTER DELETE ON products
BEGIN
  INSERT INTO product_index (product_index, rowid, title, body) VALUES ('delete', old.id, old.title, old.body);
END;
CREATE TRIGGER products_changed AFTER UPDATE ON products
BEGIN
  INSERT INTO product_index (product_index, rowid, title, body) VALUES ('delete', old.id, old.title, old.body);
  INSERT INTO product_index (rowid, title, body) VALUES (new.id, new.title, new.body);
END;
