-- What somebody types one day, without append.sql and without a position.
INSERT INTO events (stream, version, type, data) VALUES ('cart-2', 2, 'CheckedOut', '{}');
