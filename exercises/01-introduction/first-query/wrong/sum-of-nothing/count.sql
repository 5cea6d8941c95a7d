SELECT sum(CASE WHEN status = 'PENDING' THEN 1 ELSE 0 END) AS pending
FROM orders;
