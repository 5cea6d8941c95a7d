-- The copy, as it was loaded before the first change.
CREATE TABLE offers (
  sku   TEXT PRIMARY KEY,
  title TEXT NOT NULL,
  price INTEGER NOT NULL
) WITHOUT ROWID;
INSERT INTO offers VALUES ('BAG-3', 'Bag', 18000), ('MUG-1', 'White mug', 9000), ('PEN-5', 'Pen', 3000);

CREATE TABLE progress (
  id       INTEGER PRIMARY KEY CHECK (id = 1),
  position INTEGER NOT NULL
);
INSERT INTO progress VALUES (1, 0);

-- The pages show what is committed in the copy. Here stands the highest price that they have shown.
CREATE TABLE shown (
  title   TEXT PRIMARY KEY,
  highest INTEGER NOT NULL
) WITHOUT ROWID;
INSERT INTO shown VALUES ('Bag', 18000), ('White mug', 9000), ('Pen', 3000);
-- What was shown was shown: `shown` takes nothing back.
CREATE TRIGGER shown_only_rises BEFORE UPDATE ON shown WHEN new.title <> old.title OR new.highest < old.highest BEGIN
  SELECT RAISE(ABORT, 'what was shown was shown');
END;
CREATE TRIGGER shown_stays BEFORE DELETE ON shown BEGIN
  SELECT RAISE(ABORT, 'what was shown was shown');
END;
CREATE TRIGGER shown_has_all BEFORE INSERT ON shown BEGIN
  SELECT RAISE(ABORT, 'what was shown was shown');
END;
CREATE TRIGGER inserted_is_shown AFTER INSERT ON offers BEGIN
  UPDATE shown SET highest = max(highest, new.price) WHERE title = new.title;
END;
CREATE TRIGGER updated_is_shown AFTER UPDATE ON offers BEGIN
  UPDATE shown SET highest = max(highest, new.price) WHERE title = new.title;
END;
