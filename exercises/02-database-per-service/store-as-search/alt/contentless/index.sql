-- Only the index, no copy of the texts.
CREATE VIRTUAL TABLE product_index USING fts5 (title, body, content = '', contentless_delete = 1);
INSERT INTO product_index (product_index, rank) VALUES ('rank', 'bm25(10.0, 1.0)');
INSERT INTO product_index (rowid, title, body) SELECT id, title, body FROM products;
CREATE TRIGGER products_in AFTER INSERT ON products
BEGIN
  DELETE FROM product_index WHERE rowid = new.id;
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
