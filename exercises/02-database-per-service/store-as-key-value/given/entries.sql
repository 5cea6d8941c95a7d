-- One entry of each kind, beside those that are there. It is 1000 now.
INSERT OR REPLACE INTO entries (key, value, expires_at) VALUES
  ('session:alive',   'customer 21', 1800),
  ('session:last',    'customer 22', 1001),  -- its last second
  ('session:now',     'customer 23', 1000),
  ('session:dead',    'customer 24',  940),
  ('session:forever', 'customer 25', NULL),
  ('lock:alive',      'worker a',    1800),
  ('lock:forever',    'worker a',    NULL),
  ('lock:now',        'worker a',    1000),
  ('lock:dead',       'worker a',     990);
