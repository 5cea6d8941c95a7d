UPDATE products
SET doc = replace(doc, '"price":' || (doc ->> '$.price'), '"price":"' || :price || '"')
WHERE id = :id AND doc ->> '$.price' IS NOT NULL;
