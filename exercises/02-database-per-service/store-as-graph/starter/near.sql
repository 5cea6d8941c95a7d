-- What lies two steps from :item, and by how many ways.
SELECT step.other, 1 AS ways
FROM also_bought first
JOIN also_bought step ON step.item = first.other
WHERE first.item = :item;
