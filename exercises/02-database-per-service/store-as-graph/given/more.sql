-- A corner with a circle, beside the pairs that are there.
INSERT OR IGNORE INTO also_bought (item, other) VALUES
  ('BK-1',  'MUG-1'),
  ('BK-1',  'PEN-1'),
  ('MUG-1', 'INK-1'),
  ('PEN-1', 'INK-1'),
  ('MUG-1', 'PEN-1'),   -- a neighbour, once more
  ('PEN-1', 'BK-1'),    -- and back
  ('MUG-1', 'ZIP-1'),
  ('INK-1', 'ZIP-2'),
  ('ZIP-2', 'INK-1'),
  ('BAG-9', 'BK-1');
