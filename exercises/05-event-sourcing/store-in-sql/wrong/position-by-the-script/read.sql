SELECT version, type, data
FROM events
WHERE stream = :stream AND version > :after
ORDER BY version;
