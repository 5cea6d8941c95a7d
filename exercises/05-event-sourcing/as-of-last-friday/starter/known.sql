SELECT sku, price
FROM price_changes
WHERE date(recorded_at) <= :day;
