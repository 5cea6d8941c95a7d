SELECT t.id, a.plate FROM trips t JOIN answer a ON a.id = t.driver;
