-- A product with a price and fields of every type, two that are not for sale, and one more that is.
INSERT INTO products (id, doc) VALUES
  (8001, '{"title":"Tea set","kind":"set","price":64000,"pages":24,"lid":true,"note":null,"weights":[0.5,2],"attrs":{"ml":"330","price":"open"}}'),
  (8002, '{"title":"Tea set, sample","kind":"set","attrs":{"ml":330}}'),
  (8003, '{"title":"Voucher","kind":"card","attrs":{"price":5000}}'),
  (8004, '{"title":"Tea cosy","kind":"cosy","price":9000}');
