CREATE TABLE prices (
  sku     TEXT PRIMARY KEY,
  price   INTEGER NOT NULL,
  token   INTEGER NOT NULL DEFAULT 0,
  version INTEGER NOT NULL DEFAULT 0
);
INSERT INTO prices (sku, price) VALUES ('MUG-1', 22000);

-- What catalog has said of the mug, in its order, which of it was shown, and where an older price was shown after a newer
-- one. Written by the triggers alone.
CREATE TABLE said (
  nr    INTEGER PRIMARY KEY,
  price INTEGER NOT NULL,
  shown INTEGER NOT NULL
);
INSERT INTO said VALUES (0, 22000, 1), (1, 18000, 0), (2, 20000, 0);
CREATE TABLE went_back (
  newer INTEGER NOT NULL,
  older INTEGER NOT NULL
);
CREATE TRIGGER shows_inserted AFTER INSERT ON prices
BEGIN
  INSERT INTO went_back SELECT max(was.price), new.price FROM said AS was, said AS now
    WHERE now.price = new.price AND was.shown AND was.nr > now.nr GROUP BY now.nr;
  UPDATE said SET shown = 1 WHERE price = new.price;
END;
CREATE TRIGGER shows_updated AFTER UPDATE ON prices
BEGIN
  INSERT INTO went_back SELECT max(was.price), new.price FROM said AS was, said AS now
    WHERE now.price = new.price AND was.shown AND was.nr > now.nr GROUP BY now.nr;
  UPDATE said SET shown = 1 WHERE price = new.price;
END;
