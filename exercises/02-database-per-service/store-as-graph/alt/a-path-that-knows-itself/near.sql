WITH near (other, middle) AS (
  SELECT b.other, b.item
  FROM also_bought a
  JOIN also_bought b ON b.item = a.other
  WHERE a.item = :item AND a.other <> :item
)
SELECT other, count(DISTINCT middle)
FROM near
WHERE other <> :item AND NOT EXISTS (SELECT 1 FROM also_bought n WHERE n.item = :item AND n.other = near.other)
GROUP BY other
ORDER BY 2 DESC, 1;
