CREATE TABLE loans (book TEXT PRIMARY KEY, reader TEXT NOT NULL);
CREATE TABLE shelf (book TEXT PRIMARY KEY);
INSERT INTO loans VALUES ('Dune', 'Mina'), ('Emma', 'Jun');
INSERT INTO shelf VALUES ('Ulysses');
