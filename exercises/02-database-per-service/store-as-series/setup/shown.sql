INSERT INTO readings (host, at, ms) VALUES
  ('web-1', 36005, 40.0),
  ('web-1', 36110, 44.0),
  ('web-1', 36300, 90.5),   -- 10:05:00
  ('web-1', 36900, NULL),   -- asked, no answer
  ('web-1', 37950, 46.0),
  ('web-1', 38400, 41.0),   -- 10:40:00
  ('web-2', 36700, 20.0),
  ('web-2', 36700, 20.0);  -- probed twice in one second
INSERT INTO path_names (code, path) VALUES
  (1, '/checkout'),
  (2, '/cart'),
  (3, '/checkout'),         -- from another block of the log
  (4, '/search');
INSERT INTO log_path   (request, code)   VALUES (1, 1), (2, 2), (3, 3), (4, 2), (5, 1);
INSERT INTO log_status (request, status) VALUES (1, 200), (2, 200), (3, 503), (4, 499), (5, 500);
INSERT INTO log_ms     (request, ms)     VALUES (1, 40), (3, 900), (5, 200);
