SELECT step.other, 1 AS ways
FROM also_bought first
JOIN also_bought step ON step.item = first.other
WHERE first.item = :item
  AND first.other <> :item
  AND step.other <> :item
  AND step.other NOT IN (SELECT other FROM also_bought WHERE item = :item)
ORDER BY ways DESC, step.other;
