BEGIN;
DELETE FROM entries WHERE key = :key AND expires_at <= :now;
INSERT OR IGNORE INTO entries (key, value, expires_at) VALUES (:key, :value, :now + :ttl);
COMMIT;
