-- Some products more, beside those that are there.
INSERT INTO products (id, title, body) VALUES
  (9001, 'Mug, white',      'Holds 330 ml, not more'),
  (9002, 'Smugglers',       'A novel'),
  (9003, 'Shelf',           'Room for six mugs'),
  (9004, '머그 두 개',      NULL),
  (9005, '선반',            '머그컵이 여섯 개 들어간다'),
  (9006, '스머그 인형',     ''),
  (9007, 'Wi-Fi plug',      'Does not need a hub'),
  (9008, 'Wireless fidget', 'Not wi, not fi'),
  (9009, 'Blue lamp',       'Beside a mug'),
  (9010, 'Blueberries',     'In a mug'),
  (9011, '받침, ‘머그’용',   NULL);
