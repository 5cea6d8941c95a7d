DELETE FROM entries WHERE key = :key AND coalesce(expires_at, 0) <= :now;
INSERT OR IGNORE INTO entries (key, value, expires_at) VALUES (:key, :value, :now + :ttl);
