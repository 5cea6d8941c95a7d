WITH pairs (item, other) AS (
  SELECT item, other FROM also_bought
  UNION
  SELECT other, item FROM also_bought
)
SELECT step.other, count(*) AS ways
FROM pairs first
JOIN pairs step ON step.item = first.other
WHERE first.item = :item
  AND first.other <> :item
  AND step.other <> :item
  AND step.other NOT IN (SELECT other FROM pairs WHERE item = :item)
GROUP BY step.other
ORDER BY ways DESC, step.other;
