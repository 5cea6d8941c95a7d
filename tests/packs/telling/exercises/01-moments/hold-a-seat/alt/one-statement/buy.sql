UPDATE seats SET state = 'SOLD', paid = 1 WHERE id = 1 AND state = 'FREE';
