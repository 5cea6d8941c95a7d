BEGIN IMMEDIATE;
INSERT INTO streams (stream, version) VALUES (:stream, 0) ON CONFLICT DO NOTHING;
-- NULL where the version does not fit: NOT NULL refuses it, and the transaction ends here.
INSERT INTO events (stream, version, type, data)
SELECT s.stream, CASE WHEN s.version = :expected THEN s.version + 1 + e.key END, e.value ->> 'type', e.value -> 'data'
FROM streams s, json_each(:events) e
WHERE s.stream = :stream
ORDER BY e.key;
UPDATE streams SET version = version + json_array_length(:events) WHERE stream = :stream;
COMMIT;
