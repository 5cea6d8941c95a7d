-- A replay up to the end of the day: but of which day, and by which time?
SELECT sku, price
FROM (
  SELECT sku, price, row_number() OVER (PARTITION BY sku ORDER BY recorded_at DESC) AS place
  FROM price_changes
  WHERE date(recorded_at) <= :day
)
WHERE place = 1;
