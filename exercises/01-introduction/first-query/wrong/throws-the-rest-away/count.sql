DELETE FROM orders WHERE status IS NOT 'PENDING';

SELECT count(*) AS pending
FROM orders;
