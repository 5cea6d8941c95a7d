-- What catalog tells search during the day.
INSERT INTO products (id, title, body) VALUES
  (9101, 'Travel mugs', 'With a lid'),
  (9102, 'Teapot', 'Of iron');
UPDATE products SET title = 'Cup, white', body = 'Holds 330 ml' WHERE id = 9001;
UPDATE products SET title = 'Mug shelf', body = 'Room for six' WHERE id = 9003;
UPDATE products SET body = 'Beside a jug' WHERE id = 9009;
UPDATE products SET id = 9110 WHERE id = 9010;
DELETE FROM products WHERE id IN (1, 9007);
UPDATE products SET title = replace(title, 'Mug', 'Cup') WHERE id IN (2, 3);
UPDATE products SET body = 'For a mug or two' WHERE id = 9102;
