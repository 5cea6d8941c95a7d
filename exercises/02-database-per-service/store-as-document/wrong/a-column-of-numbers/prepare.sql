ALTER TABLE products ADD COLUMN ml NUMERIC GENERATED ALWAYS AS (doc ->> '$.attrs.ml') VIRTUAL;
CREATE INDEX products_by_ml ON products (ml);
