UPDATE orders SET status = upper(status) WHERE status = 'pending';

SELECT count(*) AS pending
FROM orders
WHERE status = 'PENDING';
