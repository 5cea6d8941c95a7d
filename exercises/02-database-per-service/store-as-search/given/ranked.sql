-- A small catalogue in which the order is beyond doubt.
DELETE FROM products;
INSERT INTO products (id, title, body) VALUES
  (1, 'Lamp',              'A lamp for the desk, with a foot of brass and a shade of paper'),
  (2, 'Postcards',         'Ten cards of a saga that everybody knows and that nobody has read to its end'),
  (3, 'The Long Saga',     'A novel in three volumes'),
  (4, 'Shelf',             'Made of oak; it carries what you read'),
  (5, 'Pen',               'Writes for long'),
  (6, 'A saga of the north and of the people who came to it by sea', 'A novel in three volumes'),
  (7, 'Saga',              'A novel in three volumes'),
  (8, 'Notebook',          'Your own saga'),
  (9, 'Saga',              'A novel in three volumes'),
  (10, 'Ink',              'Black as the night'),
  (11, 'Bag',              'It carries two books'),
  (12, 'Mug',              'Holds 330 ml'),
  (13, 'Lamp',             'Small'),
  (14, 'Plug',             'For three devices'),
  (15, 'Jug',              'Of glass'),
  (16, 'Tray',             'Of wood'),
  (17, 'Refrain',           'saga saga saga saga saga saga saga'),
  (18, 'Choir',             'saga saga saga saga saga saga saga saga saga saga saga saga saga saga saga');
