SELECT id, NULL AS plate FROM trips;
