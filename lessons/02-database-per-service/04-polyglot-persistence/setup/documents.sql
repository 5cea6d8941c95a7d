-- Products of catalog as documents. Two suppliers, two habits.
CREATE TABLE products (
  sku TEXT PRIMARY KEY,
  doc TEXT NOT NULL
);
INSERT INTO products (sku, doc) VALUES
  ('BK-7',  '{"title":"The Long Saga","kind":"book","pages":412,"authors":["Noor Haddad","Kim Ha-neul"]}'),
  ('BK-9',  '{"title":"Events in the Past","kind":"book","pages":"412"}'),
  ('MUG-1', '{"title":"Mug, blue","kind":"mug","ml":330}'),
  ('BAG-3', '{"title":"Canvas bag","kind":"bag","size":{"w":38,"h":42}}');
