WITH RECURSIVE buckets (bucket) AS (
  SELECT :from WHERE :from < :until
  UNION ALL
  SELECT bucket + 300 FROM buckets WHERE bucket + 300 < :until
)
SELECT b.bucket, count(r.ms) AS readings, avg(r.ms) AS average, max(r.ms) AS worst
FROM buckets b
LEFT JOIN (SELECT DISTINCT host, at, ms FROM readings) r ON r.host = :host AND r.at >= b.bucket AND r.at < b.bucket + 300
GROUP BY b.bucket
ORDER BY b.bucket;
