select count(*) filter (where status = 'PENDING') from orders
