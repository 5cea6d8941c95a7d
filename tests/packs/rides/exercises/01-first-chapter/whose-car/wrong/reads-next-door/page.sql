SELECT t.id, d.plate FROM trips t LEFT JOIN drivers.drivers d ON d.id = t.driver;
