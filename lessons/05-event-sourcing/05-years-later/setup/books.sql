-- Owned by payments. The credit of account 11, a stream a year.
CREATE TABLE events (
  stream  TEXT    NOT NULL,
  version INTEGER NOT NULL,
  type    TEXT    NOT NULL,
  won     INTEGER NOT NULL,
  PRIMARY KEY (stream, version)
);
INSERT INTO events (stream, version, type, won) VALUES
  ('credit-11-2025', 1, 'CreditGranted', 20000),
  ('credit-11-2025', 2, 'CreditSpent',  -15000),
  ('credit-11-2025', 3, 'CreditGranted',  9000),
  ('credit-11-2025', 4, 'CreditSpent',   -5900),
  ('credit-11-2025', 5, 'YearClosed',        0),
  ('credit-11-2026', 1, 'YearOpened',     8100),
  ('credit-11-2026', 2, 'CreditSpent',   -3000);
