-- The same, but only if no other entry lives under :key.
INSERT OR IGNORE INTO entries (key, value, expires_at)
VALUES (:key, :value, :now + :ttl);
