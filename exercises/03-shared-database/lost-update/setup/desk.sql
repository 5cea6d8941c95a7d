CREATE TABLE told (
  sentence TEXT PRIMARY KEY,
  what     TEXT NOT NULL CHECK (what IN ('saved', 'refused', 'error'))
);
