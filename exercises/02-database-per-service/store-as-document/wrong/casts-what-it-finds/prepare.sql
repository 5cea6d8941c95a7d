CREATE INDEX products_by_ml ON products (CAST(doc ->> '$.attrs.ml' AS INTEGER));
