SELECT value FROM entries WHERE key = :key AND coalesce(expires_at, 9e18) > :now;
