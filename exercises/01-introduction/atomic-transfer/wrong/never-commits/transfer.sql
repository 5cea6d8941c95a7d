BEGIN;

UPDATE stock SET qty = qty - 3
WHERE warehouse = 'Seoul' AND sku = 'BK-7' AND qty >= 3
  AND EXISTS (SELECT 1 FROM stock WHERE warehouse = 'Busan' AND sku = 'BK-7');

UPDATE stock SET qty = qty + 3
WHERE warehouse = 'Busan' AND sku = 'BK-7' AND changes() = 1;
