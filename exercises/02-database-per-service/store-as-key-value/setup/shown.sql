INSERT INTO entries (key, value, expires_at) VALUES
  ('session:1',        'customer 11', 1800),
  ('session:2',        'customer 12',  940),  -- expired a minute ago, not swept yet
  ('session:3',        'customer 14', 1000),  -- expires now
  ('cart:11',          '{"BK-7":1}',  NULL),  -- never expires
  ('lock:stocktaking', 'worker a',     990);  -- worker a has died
