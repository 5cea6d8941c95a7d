WITH buckets (bucket) AS (
  SELECT :from + 300 * n.value FROM json_each('[0,1,2,3,4,5,6,7,8,9,10,11]') n WHERE :from + 300 * n.value < :until
)
SELECT b.bucket, count(r.ms) AS readings, avg(r.ms) AS average, max(r.ms) AS worst
FROM buckets b
LEFT JOIN readings r ON r.host = :host AND r.at >= b.bucket AND r.at < b.bucket + 300
GROUP BY b.bucket
ORDER BY b.bucket;
