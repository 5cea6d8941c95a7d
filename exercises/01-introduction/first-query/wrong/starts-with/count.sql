SELECT count(*) AS pending
FROM orders
WHERE substr(status, 1, 7) = 'PENDING';
