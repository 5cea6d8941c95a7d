-- A cart that somebody has filled by hand for a hundred and twenty days.
INSERT INTO events (stream, version, type, data)
WITH RECURSIVE day (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM day WHERE n < 120)
SELECT 'cart-3', n, iif(n % 3 = 0, 'ItemRemoved', 'ItemAdded'), json_object('sku', 'PEN-5', 'qty', n % 7 + 1)
FROM day
ORDER BY n;
