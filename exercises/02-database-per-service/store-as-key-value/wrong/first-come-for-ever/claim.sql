INSERT OR IGNORE INTO entries (key, value, expires_at)
VALUES (:key, :value, :now + :ttl);
