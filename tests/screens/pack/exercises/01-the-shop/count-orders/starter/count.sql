SELECT count(*) AS pending FROM orders;
