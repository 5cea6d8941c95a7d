INSERT INTO customers (id, name, mail) VALUES
  (1, '김하나', 'hana@shop.example'),
  (2, 'Ada',    'ada@shop.example'),
  (3, '이도윤', NULL),
  (4, 'Grace',  'grace@shop.example'),
  (5, 'Edsger', NULL);
