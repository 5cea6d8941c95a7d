CREATE TABLE prices (
  sku     TEXT PRIMARY KEY,
  price   INTEGER NOT NULL,
  token   INTEGER NOT NULL DEFAULT 0,
  version INTEGER NOT NULL DEFAULT 0
);
INSERT INTO prices (sku, price) VALUES ('MUG-1', 15000);

-- Where a lower price came after a higher one: the price of the mug only rises here. Written by the trigger alone.
CREATE TABLE went_back (
  sku   TEXT NOT NULL,
  was   INTEGER NOT NULL,
  price INTEGER NOT NULL
);
CREATE TRIGGER goes_back AFTER UPDATE ON prices WHEN new.price < old.price
BEGIN
  INSERT INTO went_back VALUES (new.sku, old.price, new.price);
END;
