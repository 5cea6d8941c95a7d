CREATE TABLE customers (
  id   INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  mail TEXT                       -- NULL for who has given none
);
