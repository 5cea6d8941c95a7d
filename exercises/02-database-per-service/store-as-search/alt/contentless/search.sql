SELECT rowid
FROM product_index ('"' || replace(:words, ' ', '"* AND "') || '"*')
ORDER BY rank, rowid;
