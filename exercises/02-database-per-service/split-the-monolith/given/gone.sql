-- What is deleted in the shop between two runs: follows-deletions.
DELETE FROM sale_lines WHERE sale_id IN (SELECT max(id) FROM sales);
DELETE FROM sales WHERE id IN (SELECT max(id) FROM sales);
DELETE FROM sale_lines WHERE line = 2;
DELETE FROM users WHERE id IN (SELECT max(id) FROM users);
DELETE FROM books WHERE id IN (SELECT max(id) FROM books);
DELETE FROM gifts WHERE id IN (SELECT min(id) FROM gifts);
