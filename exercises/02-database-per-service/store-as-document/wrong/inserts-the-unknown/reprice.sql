INSERT OR REPLACE INTO products (id, doc)
SELECT :id, json_set(coalesce(max(doc), '{}'), '$.price', :price)
FROM products
WHERE id = :id AND json_type(doc, '$.price') IS NOT NULL;
