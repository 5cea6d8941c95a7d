-- SQLite takes bare columns from the row that has the maximum.
SELECT sku, amount AS price
FROM (
  SELECT sku, price AS amount, max(format('%s %s %012d', effective_at, recorded_at, position))
  FROM price_changes
  WHERE date(effective_at, '+9 hours') <= :day
  GROUP BY sku
)
WHERE amount IS NOT NULL;
