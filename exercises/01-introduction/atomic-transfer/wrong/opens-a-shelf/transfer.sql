BEGIN;

UPDATE stock SET qty = qty - 3
WHERE warehouse = 'Seoul' AND sku = 'BK-7' AND qty >= 3;

INSERT INTO stock (warehouse, sku, qty)
SELECT 'Busan', 'BK-7', 3 WHERE changes() = 1
ON CONFLICT (warehouse, sku) DO UPDATE SET qty = qty + excluded.qty;

COMMIT;
