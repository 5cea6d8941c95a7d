-- The shop as it has grown: one database, and a single foreign key has survived the import of 2019.
CREATE TABLE users (
  id    INTEGER PRIMARY KEY,
  name  TEXT NOT NULL,
  email TEXT
);
CREATE TABLE books (
  id    INTEGER PRIMARY KEY,
  title TEXT NOT NULL,
  price INTEGER NOT NULL
);
CREATE TABLE gifts (
  id    INTEGER PRIMARY KEY,
  title TEXT NOT NULL,
  price INTEGER NOT NULL
);
CREATE TABLE sales (
  id      INTEGER PRIMARY KEY,
  user_id INTEGER,
  status  TEXT NOT NULL
);
CREATE TABLE sale_lines (
  sale_id INTEGER NOT NULL REFERENCES sales (id),
  line    INTEGER NOT NULL,
  kind    TEXT    NOT NULL,   -- 'book' or 'gift'
  item_id INTEGER NOT NULL,   -- books.id or gifts.id
  qty     INTEGER NOT NULL,
  PRIMARY KEY (sale_id, line)
);
