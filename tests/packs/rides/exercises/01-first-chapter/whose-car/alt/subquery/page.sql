SELECT id, (SELECT plate FROM answer WHERE answer.id = driver) FROM trips;
