-- What was known at the end of :day in Seoul of that moment.
SELECT sku, price
FROM (
  SELECT sku, price,
         row_number() OVER (PARTITION BY sku ORDER BY effective_at DESC, recorded_at DESC, position DESC) AS place
  FROM price_changes
  WHERE effective_at < :day || 'T15:00:00Z' AND recorded_at < :day || 'T15:00:00Z'
)
WHERE place = 1 AND price > 0;
