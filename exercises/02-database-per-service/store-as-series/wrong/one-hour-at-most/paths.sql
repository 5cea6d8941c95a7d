SELECT n.path, count(*) AS requests, count(*) FILTER (WHERE s.status >= 500) AS errors, avg(m.ms) AS average
FROM log_path p
JOIN path_names n ON n.code = p.code
JOIN log_status s ON s.request = p.request
LEFT JOIN log_ms m ON m.request = p.request
GROUP BY n.path;
