-- An index for the search, made last year.
CREATE INDEX products_by_ml ON products (json_extract(doc, '$.attrs.ml'));
