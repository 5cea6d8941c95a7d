SELECT value
FROM entries
WHERE key = :key AND expires_at > :now;
