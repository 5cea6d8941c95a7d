-- orders: whom does the page need?
SELECT customer_id
FROM orders;
