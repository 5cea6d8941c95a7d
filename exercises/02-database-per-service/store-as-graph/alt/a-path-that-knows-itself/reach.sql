WITH RECURSIVE walk (item, steps, path) AS (
  SELECT other, 1, ' ' || :item || ' ' || other || ' ' FROM also_bought WHERE item = :item AND other <> :item
  UNION ALL
  SELECT a.other, walk.steps + 1, walk.path || a.other || ' '
  FROM walk
  JOIN also_bought a ON a.item = walk.item
  WHERE instr(walk.path, ' ' || a.other || ' ') = 0
)
SELECT item, min(steps) FROM walk GROUP BY item;
