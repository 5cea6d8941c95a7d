SELECT id, plate FROM drivers WHERE false;
