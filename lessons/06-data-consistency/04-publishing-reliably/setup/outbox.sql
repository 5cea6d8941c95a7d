-- Owned by the service orders. The row's number is used as the id of the message, which is the mistake.
CREATE TABLE outbox (
  seq  INTEGER PRIMARY KEY,
  body TEXT NOT NULL
);
-- What the broker has received.
CREATE TABLE topic (
  id   INTEGER NOT NULL,
  body TEXT NOT NULL
);
