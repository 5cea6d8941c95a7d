SELECT id, total_cents,
       (SELECT name FROM answer WHERE answer.id = orders.customer_id),
       (SELECT tier FROM answer WHERE answer.id = orders.customer_id)
FROM orders
WHERE status = 'PENDING';
