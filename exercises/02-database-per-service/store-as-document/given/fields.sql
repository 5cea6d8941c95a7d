-- Every field of every document, with its type.
SELECT p.id, f.fullkey, f.type, f.atom
FROM products p, json_tree(p.doc) f;
