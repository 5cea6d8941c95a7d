-- Clears the entry away on the way, as caches do.
DELETE FROM entries WHERE key = :key AND expires_at <= :now;
SELECT value FROM entries WHERE key = :key;
