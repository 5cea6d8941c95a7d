CREATE TABLE streams (
  stream  TEXT PRIMARY KEY,
  version INTEGER NOT NULL
);
CREATE TABLE events (
  position INTEGER PRIMARY KEY,
  stream   TEXT NOT NULL,
  version  INTEGER NOT NULL,
  type     TEXT NOT NULL,
  data     TEXT NOT NULL,
  CONSTRAINT one_event_per_version UNIQUE (stream, version)
);
CREATE TRIGGER frozen_u BEFORE UPDATE ON events BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER frozen_d BEFORE DELETE ON events BEGIN SELECT RAISE(ABORT, 'append-only'); END;
