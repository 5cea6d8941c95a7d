BEGIN;

CREATE TEMP TABLE possible AS
SELECT count(*) = 2 AS yes
FROM stock
WHERE sku = 'BK-7' AND (warehouse = 'Busan' OR warehouse = 'Seoul' AND qty >= 3);

UPDATE stock SET qty = qty - 3
WHERE warehouse = 'Seoul' AND sku = 'BK-7' AND (SELECT yes FROM possible);

UPDATE stock SET qty = qty + 3
WHERE warehouse = 'Busan' AND sku = 'BK-7' AND (SELECT yes FROM possible);

COMMIT;
