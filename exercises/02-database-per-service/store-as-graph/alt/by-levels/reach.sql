-- Breadth first: by the queue, the nearest come first. No shortest way has more steps than there are pairs.
WITH RECURSIVE walk (item, steps) AS (
  SELECT :item, 0
  UNION
  SELECT other, steps + 1 FROM walk JOIN also_bought USING (item) WHERE steps < (SELECT count(*) FROM also_bought)
  ORDER BY 2
)
SELECT item, min(steps) FROM walk WHERE item IS NOT :item GROUP BY 1;
