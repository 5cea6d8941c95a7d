UPDATE seats SET state = 'HELD' WHERE id = 1 AND state = 'FREE';
UPDATE seats SET state = 'SOLD', paid = 1 WHERE id = 1 AND state = 'HELD';
