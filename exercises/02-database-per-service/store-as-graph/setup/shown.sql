INSERT INTO also_bought (item, other) VALUES
  ('BK-1',  'BK-2'),
  ('BK-1',  'MUG-1'),
  ('BK-2',  'BK-3'),
  ('MUG-1', 'BK-3'),
  ('BK-2',  'MUG-1'),
  ('BK-2',  'BK-1'),
  ('BK-3',  'PEN-1'),
  ('PEN-1', 'BK-2'),
  ('BAG-1', 'BK-1');
