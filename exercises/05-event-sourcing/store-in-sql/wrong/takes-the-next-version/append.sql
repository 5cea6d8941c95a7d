INSERT INTO events (stream, version, type, data)
SELECT :stream, (SELECT coalesce(max(version), 0) FROM events WHERE stream = :stream) + 1 + key, value ->> 'type', value -> 'data'
FROM json_each(:events);
