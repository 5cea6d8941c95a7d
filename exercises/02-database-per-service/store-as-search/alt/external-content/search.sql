WITH RECURSIVE parts (word, rest) AS (
  SELECT NULL, :words || ' '
  UNION ALL
  SELECT substr(rest, 1, instr(rest, ' ') - 1), substr(rest, instr(rest, ' ') + 1) FROM parts WHERE rest <> ''
)
SELECT p.id
FROM product_index
JOIN products p ON p.id = product_index.rowid
WHERE product_index MATCH (SELECT group_concat('"' || word || '" *', ' AND ') FROM parts WHERE word IS NOT NULL)
ORDER BY bm25(product_index, 10, 1), p.id;
