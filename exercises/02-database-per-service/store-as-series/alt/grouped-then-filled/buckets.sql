WITH RECURSIVE numbers (n) AS (
  VALUES (0) UNION ALL SELECT n + 1 FROM numbers WHERE n < (:until - :from) / 300 - 1
),
read AS (
  SELECT (at - :from) / 300 AS n, count(ms) AS readings, avg(ms) AS average, max(ms) AS worst
  FROM readings
  WHERE host = :host AND at >= :from AND at < :until
  GROUP BY 1
)
SELECT :from + 300 * n, coalesce(readings, 0), average, worst
FROM numbers LEFT JOIN read USING (n)
ORDER BY n;
