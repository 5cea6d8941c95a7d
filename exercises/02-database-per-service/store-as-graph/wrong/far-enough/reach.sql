-- Breadth first: by the queue, the nearest come first; 99 stands for "far enough".
WITH RECURSIVE walk (item, steps) AS (
  SELECT :item, 0
  UNION
  SELECT other, steps + 1 FROM walk JOIN also_bought USING (item) WHERE steps < 99
  ORDER BY 2
)
SELECT item, min(steps) FROM walk WHERE item IS NOT :item GROUP BY 1;
