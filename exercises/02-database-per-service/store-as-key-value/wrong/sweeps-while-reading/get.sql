DELETE FROM entries
WHERE expires_at <= :now;

SELECT value
FROM entries
WHERE key = :key;
