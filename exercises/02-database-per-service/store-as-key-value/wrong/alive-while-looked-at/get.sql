UPDATE entries
SET expires_at = :now + 1800
WHERE key = :key AND expires_at > :now;

SELECT value
FROM entries
WHERE key = :key AND (expires_at > :now OR expires_at IS NULL);
