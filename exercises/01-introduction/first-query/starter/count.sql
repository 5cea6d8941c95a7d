-- How many orders wait to be paid?
SELECT count(*) AS pending
FROM orders;
