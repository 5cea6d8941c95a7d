CREATE TABLE orders (
  id      INTEGER PRIMARY KEY,
  address TEXT NOT NULL,
  status  TEXT NOT NULL DEFAULT 'PENDING',
  step    TEXT NOT NULL DEFAULT 'reserve',
  note    TEXT
);
