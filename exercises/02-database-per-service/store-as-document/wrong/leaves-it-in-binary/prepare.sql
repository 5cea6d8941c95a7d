-- The same expression as in find.sql, letter for letter.
CREATE INDEX products_by_ml ON products (doc ->> '$.attrs.ml');
