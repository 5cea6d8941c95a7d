CREATE TABLE sent (message_id TEXT PRIMARY KEY, subject TEXT NOT NULL);
