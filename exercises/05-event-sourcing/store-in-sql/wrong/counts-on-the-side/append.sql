INSERT INTO streams (stream, version) VALUES (:stream, 0) ON CONFLICT DO NOTHING;

UPDATE streams SET version = version + json_array_length(:events)
WHERE stream = :stream AND version = :expected;

INSERT INTO events (stream, version, type, data)
SELECT :stream, :expected + 1 + key, value ->> 'type', value -> 'data'
FROM json_each(:events)
WHERE changes() = 1;
