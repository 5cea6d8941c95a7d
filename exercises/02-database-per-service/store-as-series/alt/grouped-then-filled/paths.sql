WITH by_code AS (
  SELECT code, count(*) AS requests, sum(status >= 500) AS errors, sum(ms) AS total, count(ms) AS measured
  FROM log_path
  JOIN log_status USING (request)
  LEFT JOIN log_ms USING (request)
  GROUP BY code
)
SELECT path, sum(requests), sum(errors), 1.0 * sum(total) / nullif(sum(measured), 0)
FROM by_code JOIN path_names USING (code)
GROUP BY path;
