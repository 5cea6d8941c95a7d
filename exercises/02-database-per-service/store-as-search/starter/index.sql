-- The index, filled once.
CREATE VIRTUAL TABLE product_index USING fts5 (title, body, content = 'products', content_rowid = 'id');
INSERT INTO product_index (product_index) VALUES ('rebuild');

CREATE TRIGGER products_in AFTER INSERT ON products
BEGIN
  INSERT INTO product_index (rowid, title, body) VALUES (new.id, new.title, new.body);
END;
