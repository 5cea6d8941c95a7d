-- Every field of every document, with its type, and how the document is stored.
SELECT p.id, f.fullkey, f.type, f.atom, typeof(p.doc) AS stored
FROM products p, json_tree(p.doc) f;
