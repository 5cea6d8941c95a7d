INSERT INTO events (stream, version, type, data)
SELECT :stream, :expected + 1 + key, value ->> 'type', value -> 'data'
FROM json_each(:events)
WHERE :expected = (SELECT coalesce(max(version), 0) FROM events WHERE stream LIKE :stream);
