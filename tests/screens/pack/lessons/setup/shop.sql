CREATE TABLE orders (id INTEGER PRIMARY KEY, customer TEXT NOT NULL, status TEXT NOT NULL);
INSERT INTO orders VALUES (1, 'Ada', 'PAID'), (2, '이도윤', 'PENDING'), (3, 'Ada', 'PENDING');
