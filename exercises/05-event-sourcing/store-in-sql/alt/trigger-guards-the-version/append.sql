BEGIN IMMEDIATE;
INSERT INTO events (stream, version, type, data)
SELECT :stream, :expected + row_number() OVER (ORDER BY key), json_extract(value, '$.type'), json_extract(value, '$.data')
FROM json_each(:events)
ORDER BY key;
COMMIT;
