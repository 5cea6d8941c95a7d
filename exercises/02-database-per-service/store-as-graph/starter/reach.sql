-- What can be reached from :item, and in how many steps.
WITH RECURSIVE walk (item, steps) AS (
  VALUES (:item, 0)
  UNION ALL
  SELECT a.other, walk.steps + 1
  FROM walk
  JOIN also_bought a ON a.item = walk.item
  WHERE walk.steps < 2
)
SELECT item, steps
FROM walk;
