SELECT DISTINCT path,
  count(*) OVER w,
  total(CASE WHEN status BETWEEN 500 AND 599 THEN 1 ELSE 0 END) OVER w,
  avg(ms) OVER w
FROM path_names NATURAL JOIN log_path NATURAL JOIN log_status NATURAL LEFT JOIN log_ms
WINDOW w AS (PARTITION BY path);
