CREATE TABLE products (
  id  INTEGER PRIMARY KEY,
  doc TEXT NOT NULL              -- JSON
);
