WITH RECURSIVE walk (item, steps, path) AS (
  SELECT :item, 0, :item
  UNION ALL
  SELECT a.other, walk.steps + 1, walk.path || ',' || a.other
  FROM walk JOIN also_bought a ON a.item = walk.item
  WHERE walk.path NOT LIKE '%' || a.other || '%'
)
SELECT item, min(steps) FROM walk WHERE item <> :item GROUP BY item;
