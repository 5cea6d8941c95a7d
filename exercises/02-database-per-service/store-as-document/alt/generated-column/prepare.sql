ALTER TABLE products ADD COLUMN ml TEXT GENERATED ALWAYS AS (json_extract(doc, '$.attrs.ml')) VIRTUAL;
CREATE INDEX products_by_ml ON products (ml);
