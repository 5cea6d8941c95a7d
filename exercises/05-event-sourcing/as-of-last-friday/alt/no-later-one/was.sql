WITH past AS (
  SELECT * FROM price_changes WHERE datetime(effective_at) < datetime(:day, '+15 hours')
)
SELECT sku, price
FROM past AS it
WHERE price IS NOT NULL
  AND NOT EXISTS (
    SELECT 1
    FROM past AS later
    WHERE later.sku = it.sku
      AND (later.effective_at, later.recorded_at, later.position) > (it.effective_at, it.recorded_at, it.position)
  )
ORDER BY sku;
