//! Two sessions at once, in every order.

use super::{exercise, found, graded};
use crate::grade::Evidence;

#[test]
fn two_sessions() {
    let manifest = r#"
[task.sql]
run = [{ file = "a.sql", as = "db", with = { by = 1 } }]
[task.sql.databases.db]
schema = "setup/db.sql"
[checks.c.interleaving]
sessions = [{ file = "a.sql", as = "db", with = { by = 1 } }, { file = "b.sql", as = "db", with = { by = 1 } }]
sql = "SELECT * FROM db.bad"
"#;
    let schema = "CREATE TABLE f (a, b); INSERT INTO f VALUES (0, 0); CREATE TABLE bad (x);";
    let quiet = "SELECT :by";
    let setup = [("setup/db.sql", schema), ("solution/a.sql", quiet), ("solution/b.sql", quiet)];
    let exercise = exercise(&["a.sql", "b.sql"], manifest, &setup);
    // Bad only if A's first comes before B's first, that before A's second, and that before B's second.
    let a = "UPDATE f SET a = :by; INSERT INTO bad SELECT 1 FROM f WHERE b = 1;";
    let b = "UPDATE f SET b = a; UPDATE f SET b = 2 WHERE :by;";
    for (a, b, wanted) in [
        (quiet, quiet, "ok"),
        (a, b, "c: bad-interleaving"),
        (&format!("BEGIN IMMEDIATE; {a} COMMIT") as &str, b, "ok"),
        ("SELECT 1; SELECT 2; NONSENSE", b, "answer: syntax"),
        ("SELECT * FROM nowhere", b, "c: statement-failed"),
        ("DROP TABLE bad", quiet, "c: no-table"),
    ] {
        let report = graded(&exercise, &[("a.sql", a), ("b.sql", b)], 1);
        assert_eq!(found(&report), wanted, "{a} / {b}\n{report:#?}");
        if wanted == "c: bad-interleaving" {
            let finding = &report.checks[0].findings[0];
            assert_eq!(finding.args["order"], "ABAB".into());
            let Evidence::Interleaving { order, steps, rows, .. } = &finding.evidence else { panic!("{finding:?}") };
            assert_eq!((order.as_str(), steps.len(), rows.len()), ("ABAB", 4, 1));
        }
    }
}

#[test]
fn what_follows_an_interleaving_is_judged_too() {
    let manifest = r#"
[task.sql]
run = [{ file = "a.sql", as = "db" }]
[task.sql.databases.db]
schema = "setup/db.sql"
[checks.c.interleaving]
sessions = [{ file = "a.sql", as = "db" }, { file = "given/b.sql", as = "db" }]
then = [{ file = "z.sql", as = "db" }, { file = "given/b.sql", as = "db" }]
sql = "SELECT * FROM db.f WHERE a <> b"
"#;
    let schema = "CREATE TABLE f (a, b); INSERT INTO f VALUES (0, 0);";
    let b = ("given/b.sql", "UPDATE f SET a = a + 1");
    let (a, z) = ("SELECT 1", "UPDATE f SET b = a + 1");
    let setup = [("setup/db.sql", schema), b, ("solution/a.sql", a), ("solution/z.sql", z)];
    let exercise = exercise(&["a.sql", "z.sql"], manifest, &setup);
    for (a, z, wanted) in [
        (a, z, "ok"),
        (a, "SELECT 1", "c: bad-interleaving"),
        ("UPDATE f SET a = -a", z, "ok"),
        ("UPDATE f SET b = a", "SELECT 1", "c: bad-interleaving"),
        (a, "SELECT * FROM nowhere", "c: statement-failed"),
        ("ALTER TABLE f RENAME TO g", "ALTER TABLE g RENAME TO f; UPDATE f SET b = a + 1", "c: statement-failed"),
    ] {
        let report = graded(&exercise, &[("a.sql", a), ("z.sql", z)], 1);
        assert_eq!(found(&report), wanted, "{a} / {z}\n{report:#?}");
        if wanted == "c: statement-failed" {
            let finding = &report.checks[0].findings[0];
            let of = (finding.at.as_ref().map(|at| at.file.as_str()), finding.args["script"].to_string());
            if z.contains("nowhere") {
                assert_eq!(of, (Some("z.sql"), "none".to_owned()));
                assert!(
                    matches!(&finding.evidence, Evidence::Interleaving { order, .. } if order == "AB"),
                    "{finding:?}"
                );
            } else {
                assert_eq!(of, (None, "given/b.sql".to_owned()));
            }
        }
    }
}
