INSERT INTO entries (key, value, expires_at)
VALUES (:key, :value, :now + :ttl)
ON CONFLICT (key) DO UPDATE SET value = excluded.value, expires_at = excluded.expires_at
WHERE entries.expires_at <= :now;
