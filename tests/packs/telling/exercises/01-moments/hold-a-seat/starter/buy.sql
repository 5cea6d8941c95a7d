-- Hold seat 1, then sell it.
UPDATE seats SET state = 'HELD' WHERE id = 1 AND state = 'FREE';
