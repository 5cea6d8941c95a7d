SELECT driver FROM trips WHERE driver IS NOT NULL;
