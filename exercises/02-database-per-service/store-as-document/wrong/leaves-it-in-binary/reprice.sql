UPDATE products
SET doc = jsonb_replace(doc, '$.price', :price)
WHERE id = :id;
