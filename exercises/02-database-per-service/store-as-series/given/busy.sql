-- A busy day: something in each five minutes, readings on the edges, and two alike in one second.
DELETE FROM readings;
INSERT INTO readings (host, at, ms) VALUES
  ('web-1', 35999, 1000.0),
  ('web-1', 36000, 10.0), ('web-1', 36299, 20.0),
  ('web-1', 36300, 30.0), ('web-1', 36300, 35.0),
  ('web-1', 36640, 41.0), ('web-1', 36899, 43.0),
  ('web-1', 36900, 50.0), ('web-1', 36900, NULL),
  ('web-1', 37300, 60.0), ('web-1', 37499, 62.0),
  ('web-1', 37500, 70.0),
  ('web-1', 37900, 80.0), ('web-1', 37900, 80.0), ('web-1', 37980, 20.0),
  ('web-1', 38100, 90.0), ('web-1', 38399, 95.0),
  ('web-1', 38400, 2000.0);
