WITH RECURSIVE walk (item, steps) AS (
  VALUES (:item, 0)
  UNION
  SELECT a.other, walk.steps + 1
  FROM walk
  JOIN also_bought a ON a.item = walk.item
  WHERE walk.steps < (SELECT count(DISTINCT other) FROM also_bought)
)
SELECT item, min(steps) AS steps
FROM walk
WHERE item <> :item
GROUP BY item;
