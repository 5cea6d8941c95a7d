-- The index keeps a copy of the texts; so a row of it can be put and taken by its number.
CREATE VIRTUAL TABLE product_index USING fts5 (title, body, prefix = '2 3');
INSERT INTO product_index (rowid, title, body) SELECT id, title, body FROM products;

-- OR REPLACE: where a product replaces another, no trigger of DELETE fires.
CREATE TRIGGER products_in AFTER INSERT ON products
BEGIN
  INSERT OR REPLACE INTO product_index (rowid, title, body) VALUES (new.id, new.title, new.body);
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
