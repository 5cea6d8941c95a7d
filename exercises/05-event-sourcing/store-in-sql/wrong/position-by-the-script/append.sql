INSERT INTO events (position, stream, version, type, data)
SELECT (SELECT coalesce(max(position), 0) FROM events) + 1 + key,
       :stream, :expected + 1 + key, value ->> 'type', value -> 'data'
FROM json_each(:events)
WHERE :expected = (SELECT coalesce(max(version), 0) FROM events WHERE stream = :stream);
