UPDATE products
SET doc = json_set(doc, '$.price', :price)
WHERE id = :id;
