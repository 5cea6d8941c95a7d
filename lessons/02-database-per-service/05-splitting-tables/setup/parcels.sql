-- Parcels of shipping, split by the year in which they were packed.
CREATE TABLE parcels_2025 (
  id       TEXT PRIMARY KEY,
  order_id INTEGER NOT NULL,
  status   TEXT NOT NULL
);
CREATE TABLE parcels_2026 (
  id       TEXT PRIMARY KEY,
  order_id INTEGER NOT NULL,
  status   TEXT NOT NULL
);
INSERT INTO parcels_2025 (id, order_id, status) VALUES
  ('0193e4f2-7a10', 812, 'DELIVERED'),
  ('0193e8a0-11c4', 813, 'DELIVERED'),
  ('0193f0d7-94be', 815, 'RETURNED');
INSERT INTO parcels_2026 (id, order_id, status) VALUES
  ('019cab31-02f7', 1, 'DELIVERED'),
  ('019cab40-5d12', 2, 'PACKED'),
  ('019cac02-e6a8', 4, 'WAITING');
