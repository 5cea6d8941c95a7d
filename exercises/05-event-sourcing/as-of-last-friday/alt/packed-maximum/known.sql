SELECT s.sku, (
  SELECT price
  FROM price_changes AS p
  WHERE p.sku = s.sku AND date(effective_at, '+9 hours') <= :day AND date(recorded_at, '+9 hours') <= :day
  ORDER BY effective_at DESC, recorded_at DESC, position DESC
  LIMIT 1
) AS amount
FROM (SELECT DISTINCT sku FROM price_changes) AS s
WHERE amount IS NOT NULL;
