-- One probe of the checkout a minute, in milliseconds.
CREATE TABLE probes (
  at TEXT PRIMARY KEY,
  ms INTEGER NOT NULL
);
INSERT INTO probes (at, ms) VALUES
  ('12:00', 40),
  ('12:01', 44),
  ('12:02', 42),
  ('12:03', 190),
  ('12:04', 200),
  ('12:07', 46);
