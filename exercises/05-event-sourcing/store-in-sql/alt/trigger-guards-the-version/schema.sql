CREATE TABLE events (
  position INTEGER PRIMARY KEY AUTOINCREMENT,
  stream   TEXT NOT NULL,
  version  INTEGER NOT NULL CHECK (version > 0),
  type     TEXT NOT NULL,
  data     TEXT NOT NULL CHECK (json_valid(data))
);
CREATE INDEX events_by_stream ON events (stream, version);

CREATE TRIGGER next_version_only BEFORE INSERT ON events
WHEN NEW.version IS NOT (SELECT coalesce(max(version), 0) + 1 FROM events WHERE stream = NEW.stream)
BEGIN
  SELECT RAISE(ABORT, 'conflict: the stream has moved on');
END;
CREATE TRIGGER no_update BEFORE UPDATE ON events BEGIN SELECT RAISE(FAIL, 'append-only'); END;
CREATE TRIGGER no_delete BEFORE DELETE ON events BEGIN SELECT RAISE(FAIL, 'append-only'); END;
