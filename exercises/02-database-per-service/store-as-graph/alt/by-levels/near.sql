WITH middle AS (SELECT other FROM also_bought WHERE item = :item AND other <> :item),
far AS (
  SELECT other FROM also_bought WHERE item IN middle
  EXCEPT SELECT other FROM middle
  EXCEPT SELECT :item
)
SELECT other, (SELECT count(*) FROM also_bought b WHERE b.other = far.other AND b.item IN middle) AS ways
FROM far
ORDER BY ways DESC, other;
