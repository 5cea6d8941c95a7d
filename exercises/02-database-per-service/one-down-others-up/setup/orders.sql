CREATE TABLE orders (
  id     INTEGER PRIMARY KEY,
  sku    TEXT NOT NULL,
  qty    INTEGER NOT NULL,
  price  INTEGER,                 -- of one piece; NULL while there is none
  status TEXT NOT NULL CHECK (status IN ('WAITING', 'PRICED', 'REFUSED'))
);
