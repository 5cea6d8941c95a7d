-- Who bought the item often bought the other. The reverse need not be true.
CREATE TABLE also_bought (
  item  TEXT NOT NULL,
  other TEXT NOT NULL,
  PRIMARY KEY (item, other)
);
