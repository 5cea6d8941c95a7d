-- What came back for the two questions.
SELECT 'wi-fi not' AS words, odd.* FROM odd
UNION ALL
SELECT 'blue mug', two.* FROM two;
