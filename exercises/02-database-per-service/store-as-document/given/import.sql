-- The nightly import, hours after prepare.sql.
INSERT INTO products (id, doc) VALUES
  (9001, '{"title":"Mug, red","kind":"mug","price":12000,"attrs":{"ml":500}}'),
  (9002, '{"title":"보온병","kind":"bottle","price":32000,"attrs":{"ml":"500"}}'),
  (9003, '{"title":"Espresso cup","kind":"mug","price":9000,"attrs":{"ml":60}}'),
  (9004, '{"title":"Bucket","kind":"bucket","price":7000,"attrs":{"ml":5000}}'),
  (9005, '{"title":"Mug, old","kind":"mug","price":4000,"attrs":{"ml":500}}'),
  (9006, '{"title":"Mug, green","kind":"mug","price":12000,"attrs":{"colour":"green"}}');
UPDATE products SET doc = json_set(doc, '$.attrs.ml', 500) WHERE id IN (1, 8, 15, 9006);
UPDATE products SET doc = json_set(doc, '$.attrs.ml', 330) WHERE doc ->> '$.attrs.ml' = 500 AND id IN (2, 9001);
UPDATE products SET doc = json_remove(doc, '$.attrs.ml') WHERE id IN (3, 6, 9);
DELETE FROM products WHERE id % 5 = 0;
