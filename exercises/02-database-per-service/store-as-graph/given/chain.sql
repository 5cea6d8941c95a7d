-- A chain without a circle and with a short cut, and nothing else.
DELETE FROM also_bought;
INSERT INTO also_bought (item, other) VALUES
  ('BK-1',  'BK-2'),
  ('BK-2',  'BK-3'),
  ('BK-3',  'MUG-1'),
  ('MUG-1', 'PEN-1'),
  ('PEN-1', 'PEN-2'),
  ('BK-1',  'INK-1'),
  ('INK-1', 'ZIP-10'),
  ('ZIP-10', 'ZIP-1'),
  ('BAG-1', 'BK-1'),
  ('BAG-1', 'BAG-2');
