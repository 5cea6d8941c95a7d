INSERT INTO products (id, doc) VALUES
  (1, '{"title":"Mug, blue","kind":"mug","price":12000,"attrs":{"ml":330,"colour":"blue"}}'),
  (2, '{"title":"머그, 흰색","kind":"mug","price":12000,"attrs":{"ml":"330","colour":"white"}}'),
  (3, '{"title":"The Long Saga","kind":"book","price":18000,"pages":330}'),
  (4, '{"title":"Glass","kind":"glass","price":8000,"attrs":{"ml":"330ml"}}'),
  (5, '{"title":"Jug","kind":"jug","price":21000,"attrs":{"ml":3300}}'),
  (6, '{"title":"물병","kind":"bottle","price":19000,"attrs":{"ml":"500","lid":true}}'),
  (7, '{"title":"Sample mug","kind":"mug","attrs":{"ml":330}}'),
  (8, '{"title":"Beaker","kind":"glass","price":7000,"attrs":{"ml":"0330"}}');
