-- Owned by the service customers.
CREATE TABLE customers (
  id    INTEGER PRIMARY KEY,
  name  TEXT NOT NULL,
  email TEXT,
  city  TEXT NOT NULL
);
CREATE TABLE addresses (
  id          INTEGER PRIMARY KEY,
  customer_id INTEGER NOT NULL REFERENCES customers (id),
  street      TEXT NOT NULL,
  postcode    TEXT
);
INSERT INTO customers (id, name, email, city) VALUES
  (11, '김하나', 'hana@shop.example',  'Seoul'),
  (12, 'Ada',    'ada@shop.example',   'Busan'),
  (13, '이도윤', NULL,                 'Seoul'),
  (14, 'Grace',  'grace@shop.example', 'Daegu'),
  (15, '박서연', 'seo@shop.example',   'Busan'),
  (16, 'Edsger', NULL,                 'Seoul');
INSERT INTO addresses (id, customer_id, street, postcode) VALUES
  (1, 11, 'Sejong-daero 110',  '04524'),
  (2, 12, 'Jungang-daero 26',  '48933'),
  (3, 13, 'Teheran-ro 152',    '06236'),
  (4, 14, 'Gongpyeong-ro 88',  '41911'),
  (5, 15, 'Haeundae-ro 570',   NULL),
  (6, 11, 'Mapo-daero 20',     '04175');
