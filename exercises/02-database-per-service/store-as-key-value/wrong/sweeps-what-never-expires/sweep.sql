DELETE FROM entries WHERE NOT coalesce(expires_at > :now, 0);
