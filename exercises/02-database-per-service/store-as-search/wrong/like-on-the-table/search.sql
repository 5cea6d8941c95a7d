SELECT id
FROM products
WHERE title LIKE '%' || :words || '%' OR body LIKE '%' || :words || '%'
ORDER BY title LIKE '%' || :words || '%' DESC, id;
