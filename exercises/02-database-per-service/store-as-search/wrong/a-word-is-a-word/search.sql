SELECT rowid
FROM product_index
WHERE product_index MATCH '"' || replace(:words, ' ', '"* "') || '"*'
ORDER BY rank, rowid;
