INSERT INTO looked (stream, expected, found)
SELECT :stream, :expected, coalesce(max(version), 0) FROM events WHERE stream = :stream;

INSERT INTO events (stream, version, type, data)
SELECT :stream, :expected + 1 + key, value ->> 'type', value -> 'data'
FROM json_each(:events)
WHERE :expected = (SELECT found FROM looked WHERE stream = :stream ORDER BY looked.rowid DESC LIMIT 1);
