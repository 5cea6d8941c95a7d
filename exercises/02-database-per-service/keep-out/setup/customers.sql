CREATE TABLE customers (
  id         INTEGER PRIMARY KEY,
  name       TEXT NOT NULL,
  tier       TEXT,                -- NULL until the first purchase
  deleted_at TEXT                 -- set when the customer has asked to be deleted
);
