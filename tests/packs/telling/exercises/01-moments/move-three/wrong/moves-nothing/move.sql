INSERT INTO log VALUES ('moved');
