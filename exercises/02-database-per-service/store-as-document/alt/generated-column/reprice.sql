UPDATE products SET doc = json_patch(doc, json_object('price', :price)) WHERE id = :id AND doc ->> '$.price' IS NOT NULL;
