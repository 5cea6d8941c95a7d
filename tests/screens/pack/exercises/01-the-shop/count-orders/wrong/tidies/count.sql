DELETE FROM orders WHERE status = 'PENDING';
SELECT count(*) FROM orders;
