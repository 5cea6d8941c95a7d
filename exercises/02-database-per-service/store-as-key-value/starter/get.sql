-- The value of :key, if it is still alive at :now.
SELECT value
FROM entries
WHERE key = :key;
