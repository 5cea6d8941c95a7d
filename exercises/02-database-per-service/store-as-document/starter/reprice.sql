-- A new price for one product.
UPDATE products
SET doc = json_object('title', doc ->> '$.title', 'kind', doc ->> '$.kind', 'price', :price)
WHERE id = :id;
