UPDATE stock
SET qty = qty + CASE warehouse WHEN 'Seoul' THEN -3 ELSE 3 END
WHERE warehouse IN ('Seoul', 'Busan')
  AND (SELECT count(*) FROM stock
       WHERE sku = 'BK-7' AND (warehouse = 'Busan' OR warehouse = 'Seoul' AND qty >= 3)) = 2;
