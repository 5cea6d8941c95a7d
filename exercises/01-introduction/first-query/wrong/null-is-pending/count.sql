SELECT count(*) AS pending
FROM orders
WHERE coalesce(status, 'PENDING') = 'PENDING';
