-- What came back for three keys.
SELECT 'session:now' AS key, now.* FROM now
UNION ALL SELECT 'session:dead', dead.* FROM dead
UNION ALL SELECT 'session:never', never.* FROM never;
