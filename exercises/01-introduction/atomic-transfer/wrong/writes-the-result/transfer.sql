BEGIN;
UPDATE stock SET qty = 2 WHERE warehouse = 'Seoul' AND sku = 'BK-7';
UPDATE stock SET qty = 3 WHERE warehouse = 'Busan' AND sku = 'BK-7';
COMMIT;
