-- Owned by the service catalog. Times are UTC.
CREATE TABLE price_changes (
  position     INTEGER PRIMARY KEY,
  sku          TEXT    NOT NULL,
  price        INTEGER,
  effective_at TEXT    NOT NULL,
  recorded_at  TEXT    NOT NULL
);
