CREATE TABLE orders (
  id          INTEGER PRIMARY KEY,
  customer_id INTEGER,            -- NULL: a guest
  status      TEXT,               -- NULL: the checkout was never finished
  placed_at   TEXT NOT NULL,
  total       INTEGER NOT NULL    -- won
);
