WITH RECURSIVE buckets (bucket) AS (
  VALUES (36000)
  UNION ALL
  SELECT bucket + 300 FROM buckets WHERE bucket < 38100
)
SELECT b.bucket, count(r.ms) AS readings, avg(r.ms) AS average, max(r.ms) AS worst
FROM buckets b
LEFT JOIN readings r ON r.host = :host AND r.at >= b.bucket AND r.at < b.bucket + 300
GROUP BY b.bucket
ORDER BY b.bucket;
