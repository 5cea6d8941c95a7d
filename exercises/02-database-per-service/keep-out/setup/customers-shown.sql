INSERT INTO customers (id, name, tier, deleted_at) VALUES
  (1, 'Kim Ha-neul',  'GOLD',  NULL),
  (2, 'Ada Park',     'PLAIN', NULL),
  (3, 'Jo Min-seo',   'PLAIN', '2026-03-02T09:15:00Z'),
  (4, 'Noor Haddad',  NULL,    NULL),
  (5, 'Lee Seo-yun',  'GOLD',  NULL);
