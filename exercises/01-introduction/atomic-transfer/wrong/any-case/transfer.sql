BEGIN;

UPDATE stock SET qty = qty - 3
WHERE lower(warehouse) = 'seoul' AND lower(sku) = 'bk-7' AND qty >= 3
  AND EXISTS (SELECT 1 FROM stock WHERE lower(warehouse) = 'busan' AND lower(sku) = 'bk-7');

UPDATE stock SET qty = qty + 3
WHERE lower(warehouse) = 'busan' AND lower(sku) = 'bk-7' AND changes() = 1;

COMMIT;
