SELECT count(CASE WHEN status = 'PENDING' THEN id END) AS "주문 수"
FROM orders;
