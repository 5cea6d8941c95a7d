-- What every projection runs: the next events of the whole store, after the last position that it has applied.
SELECT stream, version, type
FROM events
WHERE position > :after
ORDER BY position;
