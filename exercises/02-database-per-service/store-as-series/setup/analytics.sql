-- A series: one row for each probe. `at` is in seconds of the day; `ms` is NULL if nothing answered.
CREATE TABLE readings (
  host TEXT    NOT NULL,
  at   INTEGER NOT NULL,
  ms   REAL
);
CREATE INDEX readings_by_time ON readings (host, at);

-- The access log, a column a table: the values of a request stand in each under the same number.
CREATE TABLE log_path   (request INTEGER PRIMARY KEY, code   INTEGER NOT NULL);
CREATE TABLE log_status (request INTEGER PRIMARY KEY, status INTEGER NOT NULL);
CREATE TABLE log_ms     (request INTEGER PRIMARY KEY, ms     INTEGER NOT NULL);  -- only those that were measured
CREATE TABLE path_names (code    INTEGER PRIMARY KEY, path   TEXT NOT NULL);     -- two codes may mean one path
