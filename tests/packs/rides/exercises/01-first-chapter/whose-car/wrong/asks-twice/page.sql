SELECT t.id, a.plate FROM trips t LEFT JOIN answer a ON a.id = t.driver;
