-- Owned by the service payments. Amounts are in won.
CREATE TABLE events (
  account INTEGER NOT NULL,
  version INTEGER NOT NULL,
  type    TEXT    NOT NULL,
  amount  INTEGER NOT NULL,
  why     TEXT    NOT NULL,
  day     TEXT    NOT NULL,
  PRIMARY KEY (account, version)
);
CREATE TRIGGER never_changed BEFORE UPDATE ON events BEGIN SELECT RAISE(ABORT, 'an event is never changed'); END;
CREATE TRIGGER never_deleted BEFORE DELETE ON events BEGIN SELECT RAISE(ABORT, 'an event is never deleted'); END;
INSERT INTO events (account, version, type, amount, why, day) VALUES
  (11, 1, 'CreditGranted',  20000, 'order 1 came late',        '2026-03-02'),
  (11, 2, 'CreditSpent',    15000, 'order 3',                  '2026-03-04'),
  (11, 3, 'CreditReturned', 15000, 'order 3 was sent back',    '2026-03-09'),
  (11, 4, 'CreditRevoked',   7500, 'returned item was damaged', '2026-03-11'),
  (12, 1, 'CreditGranted',   5000, 'first review',             '2026-03-05');
