//! Answers that run again, or are cut.

use super::{SHOWN, STOCK, check, exercise};
use crate::grade::{Code, Evidence};

#[test]
fn running_again() {
    let manifest = r#"
[task.sql]
run = [{ file = "a.sql", as = "copy" }]
[task.sql.services.copy]
reads = ["inventory"]
[task.sql.databases.copy]
schema = "setup/copy.sql"
[task.sql.databases.inventory]
schema = "setup/inventory.sql"
shown = "setup/shown.sql"
[task.sql.data.inventory.stock]
rows = [0, 1, 2, 5, 12]
columns = { sku = { text = "any", unique = true }, qty = { int = [0, 6] } }
[checks.again.idempotent]
tables = ["copy.goods"]
[checks.cut.idempotent]
tables = ["copy.goods"]
cuts = true
[checks.changed.idempotent]
tables = ["copy.goods"]
changes = "UPDATE stock SET qty = qty + 1; INSERT INTO stock VALUES ('NEW', NULL, 1, 1);"
in = "inventory"
"#;
    let solution = "BEGIN; DELETE FROM goods; INSERT INTO goods SELECT sku, qty FROM inventory.stock; COMMIT;";
    let copy = ("setup/copy.sql", "CREATE TABLE goods (sku TEXT PRIMARY KEY, qty INTEGER);");
    let exercise = exercise(&["a.sql"], manifest, &[STOCK, SHOWN, copy, ("solution/a.sql", solution)]);
    let findings = check(
        &exercise,
        "a.sql",
        &[
            (
                "INSERT INTO goods SELECT sku, qty FROM inventory.stock WHERE true ON CONFLICT DO UPDATE SET qty = excluded.qty",
                "ok",
            ),
            ("REPLACE INTO goods SELECT sku, qty FROM inventory.stock", "ok"),
            ("INSERT OR IGNORE INTO goods SELECT sku, qty FROM inventory.stock", "changed: not-idempotent"),
            (
                "INSERT INTO goods SELECT sku, qty FROM inventory.stock",
                "again: not-idempotent, cut: not-idempotent, changed: not-idempotent",
            ),
            // The mark says done before it is done.
            (
                "CREATE TABLE IF NOT EXISTS done (x); INSERT INTO done SELECT 1;
          INSERT INTO goods SELECT sku, qty FROM inventory.stock WHERE (SELECT count(*) FROM done) = 1",
                "cut: not-idempotent, changed: not-idempotent",
            ),
        ],
    );
    let cut = findings.iter().rfind(|finding| finding.args["way"] == "cut".into()).expect("one was cut");
    assert_eq!(cut.args["statement"], 2_i64.into(), "{cut:?}");
}

const TWO: &str = "UPDATE stock SET qty = qty - 1 WHERE sku = 'a';";
const BACK: &str = "UPDATE stock SET qty = qty + 1 WHERE sku = 'b';";

#[test]
fn cut_after_each_statement() {
    let manifest = r#"
[task.sql]
run = [{ file = "a.sql", as = "inventory" }]
[task.sql.databases.inventory]
schema = "setup/inventory.sql"
shown = "setup/shown.sql"
[checks.c.crash]
sql = "SELECT sum(qty) AS pieces FROM inventory.stock EXCEPT SELECT sum(qty) FROM before.inventory_stock"
"#;
    let shown = ("setup/shown.sql", "INSERT INTO stock VALUES ('a', '', 5, 0), ('b', '', 5, 0);");
    let whole = format!("BEGIN; {TWO} {BACK} COMMIT;");
    let exercise = exercise(&["a.sql"], manifest, &[STOCK, shown, ("solution/a.sql", &whole)]);
    let (first, second) = (format!("{TWO}\n{BACK}"), format!("UPDATE stock SET place = 'x';\n{TWO}\n{BACK}"));
    let findings = check(
        &exercise,
        "a.sql",
        &[
            ("UPDATE stock SET qty = CASE sku WHEN 'a' THEN qty - 1 ELSE qty + 1 END", "ok"),
            (&format!("SAVEPOINT s; {TWO} {BACK} RELEASE s"), "ok"),
            (&format!("BEGIN; {TWO} {BACK}"), "ok"),
            (&first, "c: torn-state"),
            (&second, "c: torn-state"),
            (&format!("BEGIN; {TWO} COMMIT; BEGIN; {BACK} COMMIT;"), "c: torn-state"),
            ("DROP TABLE stock", "c: no-table"),
        ],
    );
    let cuts: Vec<_> = findings
        .iter()
        .filter(|finding| finding.code == Code::TornState)
        .map(|finding| (finding.args["statement"].to_string(), finding.at.as_ref().map(|at| (at.line, at.column))))
        .collect();
    assert_eq!(cuts, [("1".into(), Some((1, 1))), ("2".into(), Some((2, 1))), ("3".into(), Some((1, 56)))]);
    let Evidence::Rows { rows, given, .. } = &findings[0].evidence else { panic!("{findings:?}") };
    let given: Vec<_> = given.iter().map(|(name, _, rows)| (name.as_str(), rows.len())).collect();
    assert_eq!((rows.len(), given), (1, vec![("stock", 2)]));
    // The script is shown with the place of the cut, and what of it is committed.
    let cuts = findings.iter().filter_map(|finding| match &finding.evidence {
        Evidence::Rows { stopped: Some(cut), .. } => {
            Some((cut.file.as_str(), cut.statements.len(), cut.after, cut.kept))
        }
        _ => None,
    });
    assert_eq!(cuts.collect::<Vec<_>>(), [("a.sql", 2, 1, 1), ("a.sql", 3, 2, 2), ("a.sql", 6, 3, 3)]);
}

#[test]
fn a_cut_is_shown_on_few_rows() {
    let manifest = r#"
[task.sql]
run = [{ file = "a.sql", as = "inventory" }]
[task.sql.databases.inventory]
schema = "setup/inventory.sql"
[task.sql.data.inventory.stock]
rows = [8, 9, 12, 20, 20]
columns = { sku = { text = "any", unique = true }, qty = { int = [0, 6] } }
[checks.c.crash]
sql = "SELECT sum(qty) AS pieces FROM inventory.stock EXCEPT SELECT sum(qty) FROM before.inventory_stock"
"#;
    let exercise = exercise(&["a.sql"], manifest, &[STOCK, ("solution/a.sql", "SELECT 1")]);
    let findings = check(
        &exercise,
        "a.sql",
        &[("DELETE FROM stock WHERE qty = 2", "c: torn-state"), ("DELETE FROM stock WHERE qty = 0", "ok")],
    );
    let Evidence::Rows { given, .. } = &findings[0].evidence else { panic!("{findings:?}") };
    assert_eq!((given.len(), given[0].0.as_str(), given[0].2.len()), (1, "stock", 1), "{given:?}");
}

#[test]
fn tables_are_named_as_the_script_writes_them() {
    let manifest = r#"
[task.sql]
run = [{ file = "a.sql", as = "copy" }]
[task.sql.services.copy]
owns = ["copy", "log"]
reads = ["inventory"]
[task.sql.databases.copy]
schema = "setup/copy.sql"
[task.sql.databases.log]
schema = "setup/copy.sql"
[task.sql.databases.inventory]
schema = "setup/inventory.sql"
shown = "setup/shown.sql"
[checks.state.state]
tables = ["copy.goods", "log.goods"]
[checks.torn.crash]
sql = "SELECT 1 FROM copy.goods WHERE qty < 0"
[checks.plan.plan]
query = "a.sql"
no-scan = ["copy.goods"]
"#;
    let copy = ("setup/copy.sql", "CREATE TABLE goods (sku TEXT PRIMARY KEY, qty INTEGER);");
    let solution = "SELECT * FROM goods WHERE sku = ''";
    let exercise = exercise(&["a.sql"], manifest, &[STOCK, SHOWN, copy, ("solution/a.sql", solution)]);
    let findings = check(
        &exercise,
        "a.sql",
        &[
            (solution, "ok"),
            ("INSERT INTO goods VALUES ('a', 1)", "state: state-differs, plan: no-rows"),
            ("INSERT INTO log.goods VALUES ('a', 1)", "state: state-differs, plan: no-rows"),
            ("DROP TABLE goods", "state: no-table, torn: no-table, plan: no-rows"),
            ("SELECT * FROM goods", "plan: table-scan"),
        ],
    );
    let tables: Vec<String> =
        findings.iter().filter_map(|finding| finding.args.get("table")).map(ToString::to_string).collect();
    assert_eq!(tables, ["goods", "log.goods", "goods", "goods", "goods"]);
    let Evidence::Tables { given, .. } = &findings[0].evidence else { panic!("{findings:?}") };
    let given: Vec<&str> = given.iter().map(|(name, ..)| name.as_str()).collect();
    assert_eq!(given, ["goods", "log.goods", "inventory.stock"]);
}

#[test]
fn parameters_and_later_runs_are_told() {
    let manifest = r#"
[task.sql]
run = [
  { file = "a.sql", as = "inventory", with = { n = 1 } },
  { file = "a.sql", as = "inventory", with = { n = 2 } },
]
[task.sql.databases.inventory]
schema = "setup/inventory.sql"
[checks.c.state]
tables = ["inventory.stock"]
[checks.torn.crash]
sql = "SELECT sku FROM inventory.stock WHERE qty > 2"
"#;
    let solution = "INSERT INTO stock VALUES (:n, '', :n, 0)";
    let exercise = exercise(&["a.sql"], manifest, &[STOCK, ("solution/a.sql", solution)]);
    let findings = check(
        &exercise,
        "a.sql",
        &[(solution, "ok"), ("INSERT INTO stock VALUES (:n, '', 2 * :n, 0)", "c: state-differs, torn: torn-state")],
    );
    let Evidence::Tables { given, .. } = &findings[0].evidence else { panic!("{findings:?}") };
    let called = given.iter().find(|(name, ..)| name == "a.sql").expect("the parameters are shown");
    assert_eq!((called.1.join(","), called.2.len()), ("n".to_owned(), 2));
    assert_eq!(
        (findings[1].args["run"].to_string(), findings[1].args["statement"].to_string()),
        ("2".into(), "1".into())
    );
}
