-- Mark held seats as expired, then free those.
UPDATE seats SET expired = 1 WHERE state = 'HELD';
