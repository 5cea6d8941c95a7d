-- Clears away what has expired by :now.
DELETE FROM entries
WHERE expires_at < :now;
