SELECT count(*) FROM customers WHERE email IS NOT mail;   -- 0: all moved
