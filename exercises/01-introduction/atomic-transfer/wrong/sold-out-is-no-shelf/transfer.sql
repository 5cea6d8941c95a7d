UPDATE stock
SET qty = qty + CASE warehouse WHEN 'Seoul' THEN -3 ELSE 3 END
WHERE sku = 'BK-7' AND warehouse IN ('Seoul', 'Busan')
  AND EXISTS (SELECT 1 FROM stock WHERE warehouse = 'Seoul' AND sku = 'BK-7' AND qty >= 3)
  AND EXISTS (SELECT 1 FROM stock WHERE warehouse = 'Busan' AND sku = 'BK-7' AND qty > 0);
