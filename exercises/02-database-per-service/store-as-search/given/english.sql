-- What came back for the two words.
SELECT 'mug' AS word, one.* FROM one
UNION ALL
SELECT 'mugs', many.* FROM many;
