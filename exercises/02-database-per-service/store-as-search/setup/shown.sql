INSERT INTO products (id, title, body) VALUES
  (1, 'Mug, blue',           'Holds 330 ml.'),
  (2, 'Smuggler''s chest',   'For a bag or a mug'),
  (3, 'The Long Saga',       NULL),
  (4, '머그컵',              '흰색'),
  (5, '작은 머그를 든 고양이', '그림책'),
  (6, 'Wi-fi lamp',          'Not for the bath');
