SELECT rowid
FROM product_index
WHERE product_index MATCH '"' || replace(:words, ' ', '"* "') || '"*'
ORDER BY bm25(product_index, 10.0, 1.0), rowid;
