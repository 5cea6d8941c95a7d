CREATE TABLE orders (
  id          INTEGER PRIMARY KEY,
  customer_id INTEGER,            -- an id of the customers service; NULL for a guest
  status      TEXT    NOT NULL,
  total_cents INTEGER NOT NULL
);
