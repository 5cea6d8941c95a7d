SELECT step.other, count(*) AS ways
FROM also_bought first
JOIN also_bought step ON step.item = first.other
WHERE first.item = :item
  AND first.other <> :item
  AND step.other <> :item
  AND step.other NOT IN (SELECT other FROM also_bought WHERE item = :item)
GROUP BY step.other
ORDER BY ways DESC, step.other;
