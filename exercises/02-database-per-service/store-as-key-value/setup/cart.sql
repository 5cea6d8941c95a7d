CREATE TABLE entries (
  key        TEXT PRIMARY KEY,
  value      TEXT NOT NULL,
  expires_at INTEGER              -- in seconds; NULL never expires
);
