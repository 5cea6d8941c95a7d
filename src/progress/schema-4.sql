-- Version 4 of progress.db adds the time spent.

-- Milliseconds spent until a moment, gathered over a minute or more: only ever added to.
CREATE TABLE spent (
    at INTEGER NOT NULL,
    ms INTEGER NOT NULL CHECK (ms > 0),
    PRIMARY KEY (at, ms)
) STRICT;
CREATE TRIGGER spent_stays BEFORE UPDATE ON spent BEGIN SELECT raise(ABORT, 'time spent is only added'); END;
CREATE TRIGGER spent_kept BEFORE DELETE ON spent BEGIN SELECT raise(ABORT, 'time spent is only added'); END;
