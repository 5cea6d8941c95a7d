SELECT coalesce(sum(status = 'PENDING'), 0) AS waiting
FROM orders;
