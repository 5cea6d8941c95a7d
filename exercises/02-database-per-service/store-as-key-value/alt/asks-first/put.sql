BEGIN IMMEDIATE;
DELETE FROM entries WHERE key = :key;
INSERT INTO entries (key, value, expires_at) VALUES (:key, :value, :now + :ttl);
COMMIT;
