SELECT value
FROM entries
WHERE key = :key AND (expires_at > :now OR expires_at IS NULL);
