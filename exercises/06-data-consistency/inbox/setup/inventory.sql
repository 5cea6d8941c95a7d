CREATE TABLE stock (
  sku TEXT PRIMARY KEY,
  qty INTEGER NOT NULL
);
CREATE TABLE picks (
  id       INTEGER PRIMARY KEY,
  order_id INTEGER NOT NULL,
  line     INTEGER NOT NULL,
  sku      TEXT NOT NULL,
  qty      INTEGER NOT NULL
);
CREATE TABLE inbox (
  message_id TEXT PRIMARY KEY,
  state      TEXT NOT NULL DEFAULT 'DONE'
);

INSERT INTO stock VALUES ('BAG-3', 10), ('BK-7', 10);
