SELECT version, type, data
FROM events
WHERE stream LIKE :stream AND version > :after
ORDER BY version;
