INSERT INTO loans VALUES ('Dune', 'Mina'), ('Emma', 'Jun'), ('Ivanhoe', 'Mina');
INSERT INTO shelf VALUES ('Ulysses');
