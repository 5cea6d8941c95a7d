WITH waiting AS (
  SELECT id
  FROM orders
  WHERE status IN ('PENDING')
)
SELECT (SELECT count(*) FROM waiting) AS n;
