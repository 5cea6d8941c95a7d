INSERT INTO price_changes (position, sku, price, effective_at, recorded_at) VALUES
  (1, 'BK-7',  12000, '2026-09-30T15:00:00Z', '2026-09-28T01:12:00Z'),
  (2, 'BK-7',  11000, '2026-11-05T15:00:00Z', '2026-10-28T06:40:00Z'), -- a sale, announced early
  (3, 'MUG-1',  8000, '2026-10-01T15:00:00Z', '2026-10-01T02:00:00Z'),
  (4, 'MUG-1',  9000, '2026-10-30T15:00:00Z', '2026-10-30T08:00:00Z'), -- from the first minute of Saturday in Seoul
  (5, 'BK-7',  13000, '2026-10-28T15:00:00Z', '2026-11-02T00:05:00Z'), -- agreed from Thursday, typed on Monday
  (6, 'PEN-5',  1500, '2026-10-12T00:00:00Z', '2026-10-12T00:00:00Z'),
  (7, 'PEN-5',  NULL, '2026-10-29T03:00:00Z', '2026-10-29T03:00:00Z'), -- off sale
  (8, 'BAG-2', 15000, '2026-10-20T00:00:00Z', '2026-10-21T00:00:00Z'), -- the file of a branch, a day late:
  (9, 'BAG-2', 16000, '2026-10-20T00:00:00Z', '2026-10-20T00:00:00Z'), -- its rows are not in the order of recording
  (10, 'CUP-3', 7000, '2025-12-01T00:00:00Z', '2025-11-20T05:00:00Z'), -- unchanged for almost a year
  (11, 'BAG-9',    0, '2026-10-30T14:59:30Z', '2026-10-30T14:59:40Z'); -- a gift, in the last minute of Friday
