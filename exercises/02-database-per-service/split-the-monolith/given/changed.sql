-- What the shop does between two runs: follows-changes.
UPDATE users SET email = 'moved-' || id || '@shop.example' WHERE id % 3 = 1;
UPDATE users SET name = name || ' Jr.' WHERE id % 3 = 2;
UPDATE users SET email = NULL WHERE id % 3 = 0;
UPDATE books SET price = price + 500;
UPDATE books SET title = title || ', 2nd edition' WHERE id % 2 = 1;
UPDATE gifts SET title = title || ' (new)' WHERE id % 2 = 1;
UPDATE gifts SET price = price + 100 WHERE id % 2 = 0;
UPDATE sales SET status = 'CANCELLED' WHERE id % 3 = 1;
UPDATE sales SET user_id = 1 WHERE id % 3 = 2;
UPDATE sales SET user_id = NULL WHERE id % 3 = 0;
UPDATE sale_lines SET qty = qty + 1 WHERE line = 1;
UPDATE sale_lines SET kind = 'gift', item_id = 3 WHERE line = 2;
INSERT INTO books (id, title, price) VALUES (9001, 'A Late Arrival', 15000);
INSERT INTO sales (id, user_id, status) VALUES (9001, 1, 'PENDING');
INSERT INTO sale_lines (sale_id, line, kind, item_id, qty) VALUES (9001, 1, 'book', 9001, 2);
