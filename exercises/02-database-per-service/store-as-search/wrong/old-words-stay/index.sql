CREATE VIRTUAL TABLE product_index USING fts5 (title, body, content = 'products', content_rowid = 'id');
INSERT INTO product_index (product_index) VALUES ('rebuild');
CREATE TRIGGER products_before BEFORE INSERT ON products
BEGIN
  DELETE FROM product_index WHERE rowid = new.id;
END;
CREATE TRIGGER products_in AFTER INSERT ON products
BEGIN
  INSERT INTO product_index (rowid, title, body) VALUES (new.id, new.title, new.body);
END;
CREATE TRIGGER products_out AFTER DELETE ON products
BEGIN
  DELETE FROM product_index WHERE rowid = old.id;
END;
CREATE TRIGGER products_changed AFTER UPDATE ON products
BEGIN
  DELETE FROM product_index WHERE rowid = old.id;
  INSERT INTO product_index (rowid, title, body) VALUES (new.id, new.title, new.body);
END;
