UPDATE products
SET doc = json_replace(doc, '$.price', :price)
WHERE id = :id;
