INSERT INTO stock (warehouse, sku, qty) VALUES
  ('Seoul', 'BK-7',  5),
  ('Seoul', 'MUG-1', 9),
  ('Busan', 'BK-7',  0),
  ('Daegu', 'MUG-1', 4);
