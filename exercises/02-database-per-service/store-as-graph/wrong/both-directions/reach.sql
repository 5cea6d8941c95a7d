WITH RECURSIVE
pairs (item, other) AS (
  SELECT item, other FROM also_bought
  UNION
  SELECT other, item FROM also_bought
),
walk (item, steps) AS (
  VALUES (:item, 0)
  UNION
  SELECT a.other, walk.steps + 1
  FROM walk
  JOIN pairs a ON a.item = walk.item
  WHERE walk.steps < 20
)
SELECT item, min(steps) AS steps
FROM walk
WHERE item <> :item
GROUP BY item;
