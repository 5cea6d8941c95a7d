SELECT driver FROM trips WHERE false;
