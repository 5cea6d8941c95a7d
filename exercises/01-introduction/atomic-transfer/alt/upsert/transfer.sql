INSERT INTO stock (warehouse, sku, qty)
SELECT place.warehouse, 'BK-7', stock.qty + place.by
FROM (SELECT 'Seoul' AS warehouse, -3 AS by UNION ALL SELECT 'Busan', 3) AS place
JOIN stock ON stock.warehouse = place.warehouse AND stock.sku = 'BK-7'
WHERE EXISTS (SELECT 1 FROM stock WHERE warehouse = 'Seoul' AND sku = 'BK-7' AND qty >= 3)
  AND EXISTS (SELECT 1 FROM stock WHERE warehouse = 'Busan' AND sku = 'BK-7')
ON CONFLICT (warehouse, sku) DO UPDATE SET qty = excluded.qty;
