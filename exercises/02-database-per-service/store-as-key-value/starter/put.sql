-- :value under :key for :ttl seconds from :now on.
INSERT INTO entries (key, value, expires_at)
VALUES (:key, :value, :now + :ttl);
