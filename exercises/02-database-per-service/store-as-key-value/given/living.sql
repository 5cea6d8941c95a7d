-- What came back for three keys.
SELECT 'session:alive' AS key, alive.* FROM alive
UNION ALL SELECT 'session:last', last.* FROM last
UNION ALL SELECT 'session:forever', forever.* FROM forever;
