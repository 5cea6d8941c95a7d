WITH RECURSIVE b (bucket) AS (
  SELECT :from UNION SELECT bucket + 300 FROM b WHERE bucket < :until - 300
)
SELECT bucket,
  (SELECT count(*) FROM readings WHERE host = :host AND at / 300 = bucket / 300 AND ms IS NOT NULL),
  (SELECT avg(ms) FROM readings WHERE host = :host AND at / 300 = bucket / 300),
  (SELECT max(ms) FROM readings WHERE host = :host AND at / 300 = bucket / 300)
FROM b
ORDER BY bucket;
