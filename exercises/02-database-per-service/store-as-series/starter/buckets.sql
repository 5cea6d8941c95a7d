-- Readings by five minutes.
SELECT at / 300 * 300 AS bucket, count(*) AS readings, avg(ms) AS average, max(ms) AS worst
FROM readings
WHERE host = :host AND at BETWEEN :from AND :until
GROUP BY bucket
ORDER BY bucket;
