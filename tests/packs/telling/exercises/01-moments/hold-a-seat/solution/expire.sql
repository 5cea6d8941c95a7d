UPDATE seats SET expired = 1 WHERE state = 'HELD';
UPDATE seats SET state = 'FREE', expired = 0 WHERE expired = 1 AND state = 'HELD';
