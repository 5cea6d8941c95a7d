BEGIN;

UPDATE stock SET qty = qty - 3
WHERE warehouse = 'Seoul' AND sku = 'BK-7' AND qty >= 3;

UPDATE stock SET qty = qty + 3
WHERE warehouse = 'Busan' AND sku = 'BK-7'
  AND (SELECT qty FROM stock WHERE warehouse = 'Seoul' AND sku = 'BK-7') >= 3;

COMMIT;
