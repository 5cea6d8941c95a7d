SELECT count(*) AS pending
FROM (SELECT id FROM orders WHERE status = 'PENDING' ORDER BY placed_at LIMIT 10);
