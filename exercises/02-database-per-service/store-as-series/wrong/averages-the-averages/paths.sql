WITH by_code AS (
  SELECT p.code, count(*) AS requests, count(*) FILTER (WHERE s.status >= 500) AS errors, avg(m.ms) AS average
  FROM log_path p
  JOIN log_status s ON s.request = p.request
  LEFT JOIN log_ms m ON m.request = p.request
  GROUP BY p.code
)
SELECT n.path, sum(requests), sum(errors), avg(average)
FROM by_code
JOIN path_names n ON n.code = by_code.code
GROUP BY n.path;
