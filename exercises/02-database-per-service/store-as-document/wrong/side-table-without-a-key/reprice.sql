UPDATE products SET doc = json_set(doc, '$.price', :price) WHERE id = :id AND json_type(doc, '$.price') IS NOT NULL;
