-- Who bought the one often bought the other.
CREATE TABLE also_bought (
  item  TEXT NOT NULL,
  other TEXT NOT NULL,
  PRIMARY KEY (item, other)
);
INSERT INTO also_bought (item, other) VALUES
  ('BK-7',  'BK-9'),
  ('BK-9',  'BK-12'),
  ('BK-12', 'BK-7'),
  ('BK-12', 'MUG-1'),
  ('MUG-1', 'PEN-5'),
  ('BAG-3', 'BK-7');
