-- Three copies of BK-7 go from Seoul to Busan.
UPDATE stock SET qty = qty - 3 WHERE warehouse = 'Seoul' AND sku = 'BK-7';
UPDATE stock SET qty = qty + 3 WHERE warehouse = 'Busan' AND sku = 'BK-7';
