SELECT id, plate FROM drivers WHERE id IN (SELECT driver FROM ask);
