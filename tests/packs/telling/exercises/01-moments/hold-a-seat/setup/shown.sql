INSERT INTO seats(id, state) VALUES (1, 'FREE'), (2, 'SOLD');
