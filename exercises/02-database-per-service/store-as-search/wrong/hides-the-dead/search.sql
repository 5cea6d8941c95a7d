SELECT p.id
FROM product_index
JOIN products p ON p.id = product_index.rowid
WHERE product_index MATCH '"' || replace(:words, ' ', '"* "') || '"*'
ORDER BY bm25(product_index, 10.0, 1.0), p.id;
