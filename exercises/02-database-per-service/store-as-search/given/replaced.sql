-- The importer of a supplier: REPLACE fires the triggers of INSERT, and none of DELETE.
INSERT OR REPLACE INTO products (id, title, body) VALUES
  (9001, 'Cup, white', 'Holds 330 ml'),
  (9003, 'Mug shelf', 'Room for six'),
  (9201, 'Enamel mug', NULL),
  (9202, 'Mugs for children', NULL);
REPLACE INTO products (id, title, body) VALUES (9201, 'Enamel cup', NULL);
