-- What cart and the shop window keep in memory, at noon.
CREATE TABLE entries (
  key     TEXT PRIMARY KEY,
  value   TEXT NOT NULL,
  used_at TEXT NOT NULL
);
INSERT INTO entries (key, value, used_at) VALUES
  ('cart:14',     '{"BAG-3":1}',          '11:02'),
  ('cart:16',     '{"BK-7":1,"PEN-5":2}', '11:31'),
  ('session:11',  'customer 11',          '11:50'),
  ('page:MUG-1',  '<html>…',              '11:57'),
  ('page:BK-7',   '<html>…',              '11:58'),
  ('page:home',   '<html>…',              '11:59');
