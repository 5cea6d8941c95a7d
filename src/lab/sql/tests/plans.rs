//! How a query finds its rows.

use super::super::{Play, Query, Reach};
use super::{play, step};

#[test]
fn plans_are_read_from_the_program() {
    let index = "CREATE INDEX by_at ON stock (at); CREATE TABLE doc (id INTEGER PRIMARY KEY, body TEXT, sku AS (body ->> 'sku'));
        CREATE INDEX by_sku ON doc (sku); CREATE INDEX by_x ON doc (body ->> 'x');";
    for (query, wanted) in [
        ("SELECT * FROM stock s WHERE s.at = :at", "stock by_at Search"),
        ("SELECT * FROM stock WHERE qty = 3", "stock - Scan"),
        ("SELECT at FROM stock", "stock by_at Scan"),
        ("SELECT count(*) FROM stock", "stock by_at Scan"),
        ("SELECT * FROM doc WHERE id = 3", "doc - Search"),
        ("SELECT * FROM doc WHERE id < 3", "doc - Search"),
        ("SELECT max(at) FROM stock", "stock by_at Search"),
        ("SELECT * FROM doc WHERE sku = :sku", "doc by_sku Search"),
        ("SELECT * FROM doc WHERE body ->> 'x' = 1", "doc by_x Search"),
        ("SELECT * FROM doc WHERE json_extract(body, '$.x') = 1", "doc - Scan"),
        ("SELECT * FROM (SELECT sku FROM stock WHERE at > 'x') o", "stock by_at Search"),
        ("WITH d AS (SELECT body FROM doc WHERE sku = 'a') SELECT count(*) FROM d; ", "doc by_sku Search"),
        ("SELECT 1; SELECT * FROM stock WHERE at IN ('a', 'b')", "stock by_at Search"),
        ("SELECT * FROM doc d JOIN stock s ON s.at = d.body", "doc - Scan, stock by_at Search"),
    ] {
        let played = play(Play {
            steps: vec![step("inventory", index)],
            plan: Some(Query { service: "inventory".to_owned(), script: query.to_owned(), with: Vec::new() }),
            ..Play::default()
        });
        let plan = played.plan.expect("it was asked for").expect("it compiles");
        let nodes: Vec<String> = plan
            .nodes
            .iter()
            .map(|node| {
                let reach = if node.reach == Reach::Scan { "Scan" } else { "Search" };
                format!("{} {} {reach}", node.table, node.index.as_deref().unwrap_or("-"))
            })
            .collect();
        assert_eq!(nodes.join(", "), wanted, "{query}: {:?}", plan.lines);
        assert!(!plan.lines.is_empty());
    }
}
