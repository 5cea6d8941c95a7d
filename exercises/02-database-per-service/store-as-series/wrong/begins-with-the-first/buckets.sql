WITH RECURSIVE mine AS (
  SELECT at / 300 * 300 AS bucket, ms FROM readings WHERE host = :host AND at >= :from AND at < :until
),
buckets (bucket) AS (
  SELECT min(bucket) FROM mine
  UNION ALL
  SELECT bucket + 300 FROM buckets WHERE bucket < (SELECT max(bucket) FROM mine)
)
SELECT b.bucket, count(m.ms) AS readings, avg(m.ms) AS average, max(m.ms) AS worst
FROM buckets b
LEFT JOIN mine m ON m.bucket = b.bucket
GROUP BY b.bucket
ORDER BY b.bucket;
