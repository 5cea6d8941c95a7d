SELECT count(*) AS pending
FROM orders
WHERE upper(status) = 'PENDING';
