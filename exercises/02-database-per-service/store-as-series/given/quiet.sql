-- A quiet day: hardly anything was read, and nothing on an edge.
DELETE FROM readings;
INSERT INTO readings (host, at, ms) VALUES
  ('web-1', 36310, 40.0),
  ('web-1', 36420, 44.5),
  ('web-1', 37010, 200.0),
  ('web-1', 37520, NULL),
  ('web-2', 36710, 20.0);
