-- Owned by the service catalog. Prices are in won.
CREATE TABLE products (
  sku   TEXT PRIMARY KEY,
  title TEXT NOT NULL,
  kind  TEXT NOT NULL,
  price INTEGER NOT NULL
);
INSERT INTO products (sku, title, kind, price) VALUES
  ('BK-7',   'The Long Saga',       'book', 18000),
  ('BK-9',   'Events in the Past',  'book', 24000),
  ('BK-12',  '바다를 건넌 메시지',  'book', 16000),
  ('MUG-1',  'Mug, blue',           'mug',  12000),
  ('MUG-2',  'Mug, white',          'mug',  12000),
  ('BAG-3',  'Canvas bag',          'bag',   9000),
  ('PEN-5',  'Pen, black',          'pen',   3000);
