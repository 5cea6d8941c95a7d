-- Owned by the service shipping.
CREATE TABLE shipments (
  id        INTEGER PRIMARY KEY,
  order_id  INTEGER NOT NULL UNIQUE,
  street    TEXT NOT NULL,
  postcode  TEXT,
  status    TEXT NOT NULL
);
INSERT INTO shipments (id, order_id, street, postcode, status) VALUES
  (1, 1, 'Sejong-daero 110', '04524', 'DELIVERED'),
  (2, 2, 'Jungang-daero 26', '48933', 'PACKED'),
  (3, 4, 'Gongpyeong-ro 88', '41911', 'WAITING'),
  (4, 7, 'Haeundae-ro 570',  NULL,    'WAITING');
