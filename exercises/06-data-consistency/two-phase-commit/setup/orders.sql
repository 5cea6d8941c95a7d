-- The coordinator's log. A record that is there already is not written again.
CREATE TABLE log (
  order_id INTEGER NOT NULL,
  record   TEXT NOT NULL CHECK (record IN ('begin', 'commit', 'abort', 'end')),
  body     TEXT,
  PRIMARY KEY (order_id, record) ON CONFLICT IGNORE
);
CREATE TRIGGER no_record_changes BEFORE UPDATE ON log BEGIN SELECT RAISE(ABORT, 'a log is only appended to'); END;
CREATE TRIGGER no_record_goes BEFORE DELETE ON log BEGIN SELECT RAISE(ABORT, 'a log is only appended to'); END;
