CREATE TABLE stock (
  sku  TEXT PRIMARY KEY,
  free INTEGER NOT NULL
);
CREATE TABLE reservations (
  order_id INTEGER PRIMARY KEY,
  sku      TEXT NOT NULL,
  qty      INTEGER NOT NULL,
  status   TEXT NOT NULL
);
CREATE TABLE released (
  order_id INTEGER PRIMARY KEY
);

INSERT INTO stock VALUES ('MUG-1', 5);

-- How many mugs an order was given at first, and how often it was given more later. Written by the triggers alone.
CREATE TABLE given (
  order_id INTEGER PRIMARY KEY,
  qty      INTEGER NOT NULL,
  more     INTEGER NOT NULL DEFAULT 0
);
CREATE TRIGGER gives_inserted AFTER INSERT ON reservations WHEN new.status = 'HELD' AND new.qty > 0
BEGIN
  INSERT INTO given(order_id, qty) VALUES (new.order_id, new.qty)
    ON CONFLICT (order_id) DO UPDATE SET more = more + 1 WHERE excluded.qty > qty;
END;
CREATE TRIGGER gives_updated AFTER UPDATE ON reservations WHEN new.status = 'HELD' AND new.qty > 0
BEGIN
  INSERT INTO given(order_id, qty) VALUES (new.order_id, new.qty)
    ON CONFLICT (order_id) DO UPDATE SET more = more + 1 WHERE excluded.qty > qty;
END;
