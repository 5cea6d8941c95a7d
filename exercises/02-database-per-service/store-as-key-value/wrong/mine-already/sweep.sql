DELETE FROM entries
WHERE expires_at <= :now;
