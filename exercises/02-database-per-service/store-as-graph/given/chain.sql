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
  ('BAG-1', 'BAG-2'),
  ('PEN-2', 'VOL-1');
-- And a work in 120 volumes, of which each leads to the next.
INSERT INTO also_bought (item, other)
WITH RECURSIVE volumes (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM volumes WHERE n < 119)
SELECT 'VOL-' || n, 'VOL-' || (n + 1) FROM volumes;
