-- What customers can spend.
CREATE TABLE goods (
  item TEXT PRIMARY KEY,
  free INTEGER NOT NULL
);
INSERT INTO goods(item, free) VALUES ('ada', 50000);

-- Payments at the counter.
CREATE TABLE sales (
  id     INTEGER PRIMARY KEY,
  item   TEXT NOT NULL,
  amount INTEGER NOT NULL
);

-- What it has said to the coordinator and heard from it. A record that is there already is not written again.
CREATE TABLE log (
  order_id INTEGER NOT NULL,
  record   TEXT NOT NULL CHECK (record IN ('yes', 'no', 'commit', 'abort')),
  item     TEXT,
  amount   INTEGER,
  PRIMARY KEY (order_id, record) ON CONFLICT IGNORE
);
CREATE TRIGGER no_record_changes BEFORE UPDATE ON log BEGIN SELECT RAISE(ABORT, 'a log is only appended to'); END;
CREATE TRIGGER no_record_goes BEFORE DELETE ON log BEGIN SELECT RAISE(ABORT, 'a log is only appended to'); END;
