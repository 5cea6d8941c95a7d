SELECT id
FROM products
WHERE doc LIKE '%"ml":' || :ml || '%' OR doc LIKE '%"ml":"' || :ml || '"%';
