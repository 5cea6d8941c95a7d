CREATE TABLE outbox (
  seq   INTEGER PRIMARY KEY,
  sku   TEXT NOT NULL,
  price INTEGER NOT NULL
);
INSERT INTO outbox VALUES (1, 'MUG-1', 18000), (2, 'MUG-1', 20000);

-- The one lease: the token that was given last, and for how many milliseconds.
CREATE TABLE lease (
  id    INTEGER PRIMARY KEY CHECK (id = 1),
  token INTEGER NOT NULL,
  ms    INTEGER NOT NULL
);
INSERT INTO lease VALUES (1, 32, 30000);
