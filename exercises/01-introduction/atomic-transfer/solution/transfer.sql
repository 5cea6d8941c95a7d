BEGIN IMMEDIATE;

UPDATE stock SET qty = qty - 3
WHERE warehouse = 'Seoul' AND sku = 'BK-7' AND qty >= 3
  AND EXISTS (SELECT 1 FROM stock WHERE warehouse = 'Busan' AND sku = 'BK-7');

-- changes() is the number of rows that the UPDATE above has changed: 1 or 0.
UPDATE stock SET qty = qty + 3
WHERE warehouse = 'Busan' AND sku = 'BK-7' AND changes() = 1;

COMMIT;
