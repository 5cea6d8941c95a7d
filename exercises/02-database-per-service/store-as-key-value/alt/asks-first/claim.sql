INSERT OR REPLACE INTO entries (key, value, expires_at)
SELECT :key, :value, :now + :ttl
WHERE NOT EXISTS (
  SELECT 1 FROM entries WHERE key = :key AND (expires_at IS NULL OR expires_at > :now)
);
