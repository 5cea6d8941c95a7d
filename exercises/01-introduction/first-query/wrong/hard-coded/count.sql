SELECT 3 AS pending;
