//! What a finding says was there before.

use super::{DATABASE, SHOWN, STOCK, exercise, graded};
use crate::base::Value;
use crate::grade::{Finding, TableBefore};

/// The rows of before of a finding, by table.
fn given(finding: &Finding) -> Vec<(String, Vec<Vec<Value>>)> {
    let mut evidence = finding.evidence.clone();
    let given: Vec<TableBefore> = evidence.given_mut().cloned().unwrap_or_default();
    given.into_iter().map(|(name, _, rows)| (name, rows)).collect()
}

fn manifest(check: &str) -> String {
    format!("[task.sql]\nrun = [{{ file = \"a.sql\", as = \"inventory\" }}]\n{DATABASE}\n{check}")
}

#[test]
fn rows_that_a_given_script_puts_count_as_there_before() {
    let check = r#"
[checks.c.rows]
run = [
  { file = "given/more.sql", as = "inventory", with = { sku = "ZIP-1" } },
  { file = "a.sql", as = "inventory", with = { least = 2 } },
]
"#;
    let more = ("given/more.sql", "DELETE FROM stock; INSERT INTO stock VALUES (:sku, NULL, 2, 0.5);");
    let right = "SELECT sku FROM stock WHERE qty >= :least";
    let exercise = exercise(&["a.sql"], &manifest(check), &[STOCK, SHOWN, more, ("solution/a.sql", right)]);
    let report = graded(&exercise, &[("a.sql", "SELECT sku FROM stock WHERE qty > :least")], 1);
    let met = given(&report.checks[0].findings[0]);
    let row = vec![Value::from("ZIP-1"), Value::Null, 2_i64.into(), Value::Real(0.5)];
    assert_eq!(met, [("stock".to_owned(), vec![row]), ("a.sql".to_owned(), vec![vec![2_i64.into()]])]);
}

#[test]
fn what_must_be_refused_is_told_with_the_rows_there_are() {
    let check = "[checks.c.refuses]\nin = \"inventory\"\nrows = [\"INSERT INTO stock VALUES ('MUG-1', NULL, 1, 0)\"]";
    let exercise = exercise(&["a.sql"], &manifest(check), &[STOCK, SHOWN, ("solution/a.sql", "SELECT 1")]);
    let loose = "CREATE TABLE other AS SELECT * FROM stock; DROP TABLE stock; ALTER TABLE other RENAME TO stock";
    let report = graded(&exercise, &[("a.sql", loose)], 1);
    let met = given(&report.checks[0].findings[0]);
    assert!(met.iter().any(|(name, rows)| name == "stock" && !rows.is_empty()), "{report:#?}");
}

#[test]
fn two_sessions_are_told_with_rows_and_parameters() {
    let manifest = r#"
[task.sql]
run = [{ file = "a.sql", as = "db" }]
[task.sql.databases.db]
schema = "setup/db.sql"
[checks.c.interleaving]
sessions = [{ file = "a.sql", as = "db", with = { by = 1 } }, { file = "a.sql", as = "db", with = { by = 2 } }]
sql = "SELECT * FROM db.f WHERE n < 3"
"#;
    let schema = "CREATE TABLE f (n); INSERT INTO f VALUES (0);";
    let right = "UPDATE f SET n = n + :by";
    let exercise = exercise(&["a.sql"], manifest, &[("setup/db.sql", schema), ("solution/a.sql", right)]);
    let report = graded(&exercise, &[("a.sql", "UPDATE f SET n = :by")], 1);
    let met = given(&report.checks[0].findings[0]);
    let one = |number: i64| vec![Value::Int(number)];
    assert_eq!(met, [("f".to_owned(), vec![one(0)]), ("a.sql".to_owned(), vec![one(1), one(2)])]);
}
