CREATE TABLE orders (
  id          INTEGER PRIMARY KEY,
  customer_id INTEGER,            -- an id of customers; no foreign key can check it
  status      TEXT NOT NULL
);
CREATE TABLE order_lines (
  order_id INTEGER NOT NULL REFERENCES orders (id),
  line     INTEGER NOT NULL,
  sku      TEXT    NOT NULL,
  qty      INTEGER NOT NULL,
  PRIMARY KEY (order_id, line)
);
