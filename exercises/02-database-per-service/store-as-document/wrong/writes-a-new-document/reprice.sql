UPDATE products
SET doc = json_object('title', doc ->> '$.title', 'kind', doc ->> '$.kind', 'price', :price)
WHERE id = :id AND doc ->> '$.price' IS NOT NULL;
