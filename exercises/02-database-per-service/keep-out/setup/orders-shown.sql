INSERT INTO orders (id, customer_id, status, total_cents) VALUES
  (100,    4, 'SHIPPED',  3100),
  (101,    1, 'PENDING',  2300),
  (102,    1, 'PENDING',  1250),  -- the same customer again
  (103,    2, 'SHIPPED',  4990),
  (104,    3, 'PENDING',   800),  -- asked to be deleted
  (105, NULL, 'PENDING',  1999),  -- a guest
  (106,   77, 'PENDING',   450),  -- no such customer any more
  (107,    4, 'PENDING',  7200),
  (108,    1, 'SHIPPED',   990),
  (109,    5, 'PENDING_REVIEW', 64000);
