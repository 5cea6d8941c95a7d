-- The copy: a product is on sale at its price while its row is here and not deleted.
CREATE TABLE prices (
  sku     TEXT PRIMARY KEY,
  price   INTEGER,
  version INTEGER NOT NULL DEFAULT 0,
  deleted INTEGER NOT NULL DEFAULT 0
);
-- From before versions were kept.
INSERT INTO prices (sku, price) VALUES ('MUG-1', 12000);

-- Empty, to be used or left alone.
CREATE TABLE versions (
  sku     TEXT PRIMARY KEY,
  version INTEGER NOT NULL
);
CREATE TABLE heard (
  sku     TEXT NOT NULL,
  version INTEGER NOT NULL,
  price   INTEGER,
  deleted INTEGER NOT NULL,
  PRIMARY KEY (sku, version)
);
CREATE TABLE inbox (
  id TEXT PRIMARY KEY
);

-- The highest price that customers were shown, and where they were shown a lower one after it: prices only rise here.
-- Written by the triggers alone.
CREATE TABLE shown (
  sku   TEXT PRIMARY KEY,
  price INTEGER NOT NULL
);
INSERT INTO shown VALUES ('MUG-1', 12000);
CREATE TABLE went_back (
  sku    TEXT NOT NULL,
  price  INTEGER NOT NULL,
  before INTEGER NOT NULL
);
CREATE TRIGGER shows_inserted AFTER INSERT ON prices WHEN NOT new.deleted
BEGIN
  INSERT INTO went_back SELECT sku, new.price, price FROM shown WHERE sku = new.sku AND price > new.price;
  INSERT INTO shown VALUES (new.sku, new.price) ON CONFLICT (sku) DO UPDATE SET price = max(price, excluded.price);
END;
CREATE TRIGGER shows_updated AFTER UPDATE ON prices WHEN NOT new.deleted
BEGIN
  INSERT INTO went_back SELECT sku, new.price, price FROM shown WHERE sku = new.sku AND price > new.price;
  INSERT INTO shown VALUES (new.sku, new.price) ON CONFLICT (sku) DO UPDATE SET price = max(price, excluded.price);
END;
