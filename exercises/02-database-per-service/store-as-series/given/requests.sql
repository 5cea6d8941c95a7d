-- A few requests of each sort, beside those that are there.
INSERT INTO path_names (code, path) VALUES (101, '/pay'), (102, '/pay'), (103, '/about'), (104, '/never');
INSERT INTO log_path   (request, code)   VALUES (9001, 101), (9002, 101), (9003, 102), (9004, 102), (9005, 103);
INSERT INTO log_status (request, status) VALUES (9001, 200), (9002, 500), (9003, 499), (9004, 599), (9005, 200);
INSERT INTO log_ms     (request, ms)     VALUES (9001, 10), (9002, 21), (9003, 300);
