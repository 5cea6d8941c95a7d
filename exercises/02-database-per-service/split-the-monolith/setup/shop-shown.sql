INSERT INTO users (id, name, email) VALUES
  (1, '김하나', 'hana@shop.example'),
  (2, 'Ada',    NULL),
  (3, '이도윤', 'doyun@shop.example'),
  (5, 'Ada ',   NULL),                  -- another Ada, with a space after her name
  (6, '김하나', 'Hana@shop.example'),   -- 김하나 has signed up twice
  (8, '이도윤', 'doyun@shop.example');  -- and 이도윤 without noticing
INSERT INTO books (id, title, price) VALUES
  (1, 'The Long Saga',      18000),
  (2, 'Events in the Past', 24000);
INSERT INTO gifts (id, title, price) VALUES
  (1, 'Mug, blue', 12000),
  (2, ' Mug, blue', 12000),
  (3, 'Canvas bag', 9000);
INSERT INTO sales (id, user_id, status) VALUES
  (1, 1,    'PAID'),
  (2, NULL, 'PENDING'),
  (3, 9,    'SHIPPED'),
  (4, 2,    'PENDING'),
  (5, 3,    'CANCELLED');  -- its lines were taken out one by one
INSERT INTO sale_lines (sale_id, line, kind, item_id, qty) VALUES
  (1, 1, 'book', 1, 1),
  (1, 2, 'gift', 1, 2),
  (2, 1, 'gift', 3, 1),
  (3, 1, 'book', 7, 1),
  (4, 1, 'book', 2, 1),
  (4, 2, 'book', 2, 1);
