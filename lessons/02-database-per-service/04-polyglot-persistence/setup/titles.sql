-- A full-text index over the titles; words are cut at spaces and punctuation.
CREATE VIRTUAL TABLE titles USING fts5 (title);
INSERT INTO titles (rowid, title) VALUES
  (7,  'The Long Saga'),
  (9,  'Events in the Past, a saga of sagas'),
  (12, '바다를 건넌 메시지'),
  (13, '메시지를 보내는 법');
