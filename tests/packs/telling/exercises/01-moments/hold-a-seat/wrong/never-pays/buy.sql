UPDATE seats SET state = 'HELD' WHERE id = 1 AND state = 'FREE';
