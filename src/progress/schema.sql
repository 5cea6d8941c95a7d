-- Version 1 of progress.db. Times are milliseconds since 1970, UTC.

-- Graded runs of one's own answers: only ever added to.
CREATE TABLE attempt (
    id INTEGER PRIMARY KEY,
    exercise TEXT NOT NULL,
    content TEXT NOT NULL,     -- digest of the exercise's judged files
    answer TEXT NOT NULL,      -- digest of the answer's files
    seed INTEGER NOT NULL,     -- an unsigned number's bits
    effort TEXT NOT NULL,
    outcome TEXT NOT NULL CHECK (outcome IN ('passed', 'failed')),
    points INTEGER NOT NULL,
    max_points INTEGER NOT NULL,
    checks INTEGER NOT NULL,
    failing TEXT NOT NULL,     -- names of the checks that did not pass, with spaces between
    differs INTEGER NOT NULL,  -- whether the answer differs from the starter beyond white space
    at INTEGER NOT NULL,
    UNIQUE (exercise, content, answer, seed, effort)
) STRICT;
CREATE TRIGGER attempt_stays BEFORE UPDATE ON attempt BEGIN SELECT raise(ABORT, 'attempts are only added'); END;
CREATE TRIGGER attempt_kept BEFORE DELETE ON attempt BEGIN SELECT raise(ABORT, 'attempts are only added'); END;

-- What the attempts at an exercise come to, moved in the transaction that adds one; and the help that was seen.
CREATE TABLE mark (
    exercise TEXT NOT NULL PRIMARY KEY,
    attempts INTEGER NOT NULL,
    honest_tries INTEGER NOT NULL,
    passed_at INTEGER,
    points INTEGER NOT NULL,
    max_points INTEGER NOT NULL,
    checks_passed INTEGER NOT NULL,
    checks INTEGER NOT NULL,
    content TEXT NOT NULL,
    latest_passed INTEGER NOT NULL,
    latest_at INTEGER,
    hints INTEGER NOT NULL,
    solution_at INTEGER
) STRICT;

CREATE TABLE lesson (
    lesson TEXT NOT NULL PRIMARY KEY,
    read_at INTEGER,
    section TEXT NOT NULL,
    offset INTEGER NOT NULL
) STRICT;

CREATE TABLE cursor (
    exercise TEXT NOT NULL,
    file TEXT NOT NULL,
    line INTEGER NOT NULL,
    column INTEGER NOT NULL,
    top INTEGER NOT NULL,
    PRIMARY KEY (exercise, file)
) STRICT;

-- The editor's unsaved texts, with the hash of the file that each started from.
CREATE TABLE draft (
    exercise TEXT NOT NULL,
    file TEXT NOT NULL,
    text TEXT NOT NULL,
    base TEXT NOT NULL,
    at INTEGER NOT NULL,
    PRIMARY KEY (exercise, file)
) STRICT;

CREATE TABLE setting (
    name TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL
) STRICT;
