SELECT count(*) AS pending FROM orders WHERE status = 'PENDING';
