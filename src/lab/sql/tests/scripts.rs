//! One script: its rows, its failures and their places.

use super::super::{Fault, Job, Outcome, Play, Task, run};
use super::{cells, done, job, play, single, step};

#[test]
fn scripts_give_the_rows_of_their_last_select() {
    for (script, rows) in [
        ("SELECT sku, qty FROM stock ORDER BY sku", "BK-7 5, MUG-1 0, 한글 2"),
        ("SELECT 1; SELECT 2; UPDATE stock SET qty = 1", "2"),
        ("-- nothing\n;;", "none"),
        ("", "none"),
        ("SELECT ';' ; -- ;", ";"),
        ("INSERT INTO stock VALUES ('X', 1, NULL) RETURNING qty", "1"),
        ("SELECT sku FROM stock WHERE 0", ""),
        (
            "CREATE TRIGGER t AFTER UPDATE ON stock BEGIN INSERT INTO parent VALUES (9); END;
          UPDATE stock SET qty = 1 WHERE sku = 'BK-7'; SELECT * FROM parent",
            "9",
        ),
        (
            "CREATE VIRTUAL TABLE doc USING fts5(t); INSERT INTO doc VALUES ('blue mug'); SELECT t FROM doc WHERE doc MATCH 'mug'",
            "blue mug",
        ),
        ("CREATE VIRTUAL TABLE doc USING fts5(t); INSERT INTO doc(doc) VALUES ('integrity-check'); SELECT 1", "1"),
        (
            "ALTER TABLE parent RENAME COLUMN id TO pid; ALTER TABLE parent ADD COLUMN x INTEGER CHECK (x > 0);
          ALTER TABLE parent DROP COLUMN x; ALTER TABLE parent RENAME TO p2; SELECT count(*) FROM p2",
            "0",
        ),
        ("ANALYZE main; REINDEX stock; SELECT 1", "1"),
        ("Analyze; reindex ;SELECT tbl FROM sqlite_stat1", "stock"),
        ("CREATE TEMP TABLE t (x); INSERT INTO t VALUES (1); SELECT x FROM t", "1"),
        ("WITH people AS (SELECT 7) SELECT count(*) FROM people", "1"),
        (
            "SELECT instr('abcd', 'c'), replace('aXa', 'X', 'b'), trim('  a '), ltrim('xxa', 'x'), instr(1234, 3)",
            "3 aba a a 3",
        ),
        (
            "SELECT date('2026-03-01', '-1 day'), strftime('%Y', '2026-01-01'), datetime(0, 'unixepoch')",
            "2026-02-28 2026 1970-01-01 00:00:00",
        ),
        ("SELECT json_extract('{\"a\":[1]}', '$.a[0]'), '{\"a\":2}' ->> 'a'", "1 2"),
        ("SELECT value FROM json_each('[1,2]')", "1, 2"),
        ("SELECT CAST(x'ff41' AS TEXT)", "x'FF41'"),
    ] {
        let stepped = single("inventory", script);
        assert_eq!(stepped.failure, None, "{script}");
        assert_eq!(cells(&stepped), rows, "{script}");
    }
}

#[test]
fn rows_without_an_order_come_in_reverse() {
    let rows = |reversed| {
        let steps = vec![step("inventory", "SELECT sku FROM stock")];
        cells(&play(Play { steps, reversed, ..Play::default() }).steps[0])
    };
    assert_ne!(rows(false), rows(true));
}

#[test]
fn failures_are_data_with_places() {
    let endless = "WITH RECURSIVE t(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM t) SELECT count(*) FROM t";
    let join =
        "WITH RECURSIVE t(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM t LIMIT 1000) SELECT count(*) FROM t a, t b, t c";
    let rows = "WITH RECURSIVE t(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM t) SELECT x FROM t";
    let instr = "WITH RECURSIVE t(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM t LIMIT 100)
        SELECT sum(instr(hex(zeroblob(110000)), hex(zeroblob(60000)) || x)) FROM t";
    let grow = "CREATE TABLE g (b); WITH RECURSIVE t(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM t LIMIT 100)
        INSERT INTO g SELECT zeroblob(200000) FROM t";
    let not_allowed = |what: &str| Fault::NotAllowed(what.to_owned());
    for (script, fault, line, column) in [
        ("SELECT 1;\n  SELEC 2", Fault::Syntax, 2, 3),
        ("SELECT 1;\nSELECT (1", Fault::Syntax, 2, 10),
        ("SELECT 'abc", Fault::Syntax, 1, 8),
        ("SELECT '한글',\n  nope FROM stock", Fault::Other, 2, 3),
        ("SELECT * FROM nowhere", Fault::Other, 1, 15),
        ("SELECT \"nope\" FROM stock", Fault::Other, 1, 8),
        ("UPDATE stock SET qty = -1", Fault::Refused, 1, 1),
        ("BEGIN;\n\n INSERT INTO child VALUES (7);", Fault::Refused, 3, 2),
        ("CREATE TABLE t (id INTEGER PRIMARY KEY);\nINSERT INTO t VALUES ('K-97')", Fault::Refused, 2, 1),
        ("INSERT INTO stock VALUES ('BK-7', 1, NULL)", Fault::Refused, 1, 1),
        (
            "CREATE TRIGGER t BEFORE DELETE ON stock BEGIN SELECT RAISE(ABORT, 'no'); END; DELETE FROM stock",
            Fault::Refused,
            1,
            79,
        ),
        ("SELECT :sku", Fault::Other, 1, 1),
        ("SELECT ?", Fault::Other, 1, 1),
        (endless, Fault::Fuel, 1, 1),
        (join, Fault::Fuel, 1, 1),
        (instr, Fault::Fuel, 1, 1),
        (rows, Fault::Output, 1, 1),
        (grow, Fault::Output, 1, 21),
        ("SELECT zeroblob(300000)", Fault::Output, 1, 1),
        ("SELECT length(replace(hex(zeroblob(100000)), '0', 'abcdef'))", Fault::Output, 1, 1),
        ("SELECT 1 LIKE hex(zeroblob(200))", Fault::Other, 1, 1),
        ("ATTACH 'x.db' AS x", not_allowed("ATTACH"), 1, 1),
        ("ATTACH ':memory:' AS x", not_allowed("ATTACH"), 1, 1),
        ("DETACH customers", not_allowed("DETACH"), 1, 1),
        ("VACUUM", not_allowed("VACUUM"), 1, 1),
        ("VACUUM INTO 'x.db'", not_allowed("VACUUM"), 1, 1),
        ("PRAGMA foreign_keys = OFF", not_allowed("PRAGMA foreign_keys"), 1, 1),
        ("PRAGMA writable_schema = 1", not_allowed("PRAGMA writable_schema"), 1, 1),
        ("SELECT * FROM pragma_table_info('stock')", not_allowed("pragma_table_info"), 1, 1),
        ("SELECT load_extension('x')", not_allowed("load_extension()"), 1, 8),
        ("SELECT random()", not_allowed("random()"), 1, 8),
        ("SELECT hex(randomblob(4))", not_allowed("randomblob()"), 1, 12),
        ("SELECT CURRENT_TIMESTAMP", not_allowed("current_timestamp()"), 1, 8),
        ("SELECT datetime('now')", not_allowed("datetime('now')"), 1, 1),
        ("SELECT date('no' || 'w')", not_allowed("date('now')"), 1, 1),
        ("SELECT date()", not_allowed("date('now')"), 1, 1),
        ("SELECT datetime(0, 'unixepoch', 'localtime')", not_allowed("datetime('localtime')"), 1, 1),
        ("SELECT sqlite_version()", not_allowed("sqlite_version()"), 1, 8),
        ("SELECT * FROM dbstat", not_allowed("dbstat"), 1, 1),
        ("CREATE VIRTUAL TABLE f USING fts4(t)", not_allowed("VIRTUAL TABLE USING fts4"), 1, 1),
        ("INSERT INTO sqlite_schema VALUES ('table', 'x', 'x', 0, '')", Fault::Other, 1, 1),
    ] {
        let stepped = single("inventory", script);
        let failure = stepped.failure.unwrap_or_else(|| panic!("{script} did not fail"));
        let place = (failure.at.line, failure.at.column);
        assert_eq!((&failure.fault, place), (&fault, (line, column)), "{script}: {failure:?}");
    }
}

#[test]
fn deep_and_large_statements_are_refused() {
    let chain = |of: &dyn Fn(usize) -> String| {
        let links: Vec<String> = (1..60).map(|n| format!("c{n} AS ({})", of(n - 1))).collect();
        format!("WITH c0 AS (SELECT 1 AS x), {} SELECT count(*) FROM c59", links.join(", "))
    };
    for (what, script, fault, says) in [
        ("parentheses", format!("SELECT {}1{}", "(".repeat(5000), ")".repeat(5000)), Fault::Other, "Recursion limit"),
        ("operators", format!("SELECT {}", vec!["1"; 5000].join(" AND ")), Fault::Other, "maximum depth"),
        ("subqueries", format!("{}1{}", "SELECT (".repeat(300), ")".repeat(300)), Fault::Other, ""),
        ("columns", format!("SELECT {}", vec!["1"; 500].join(",")), Fault::Other, "too many columns"),
        ("a compound", vec!["SELECT 1"; 1000].join(" UNION ALL "), Fault::Other, "too many terms"),
        ("a chain of joins", chain(&|n| format!("SELECT a.x FROM c{n} a, c{n} b")), Fault::Other, "nested too deep"),
        (
            "a chain of unions",
            chain(&|n| format!("SELECT x FROM c{n} UNION ALL SELECT x FROM c{n}")),
            Fault::Other,
            "nested too deep",
        ),
        ("a list", format!("SELECT 1 IN ({})", vec!["1"; 120_000].join(",")), Fault::Memory, ""),
        ("JSON", format!("SELECT json('{}')", "[".repeat(100_000)), Fault::Other, "malformed JSON"),
        ("a text", format!("SELECT '{}'", "x".repeat(500_000)), Fault::Output, ""),
        ("statements", "SELECT 1;".repeat(30_000), Fault::Fuel, ""),
        ("savepoints", "SAVEPOINT s;".repeat(30_000), Fault::Fuel, ""),
    ] {
        let failure = single("inventory", &script).failure.expect("it is refused");
        assert_eq!(failure.fault, fault, "{what}: {failure:?}");
        assert!(failure.message.contains(says), "{what}: {failure:?}");
    }
}

#[test]
fn statements_that_do_not_parse_are_found_without_running_any() {
    for (script, place) in [
        ("SELECT * FROM nowhere; UPDATE x SET y = 1", None),
        ("CREATE TABLE t (x);\nSELECT * FROM t;\n SELEC", Some((3, 2))),
        ("-- comment only", None),
    ] {
        match done(&job(vec![Task::Parse(script.to_owned())])) {
            Outcome::Parsed(failure) => {
                assert_eq!(failure.map(|failure| (failure.at.line, failure.at.column)), place, "{script}");
            }
            other => panic!("{other:?}"),
        }
    }
}

#[test]
fn a_playground_gives_rows_or_a_place() {
    let databases = [("orders", "CREATE TABLE o (id); INSERT INTO o VALUES (1)"), ("customers", "CREATE TABLE c (id)")];
    let step = |script: &str| run(&Job::playground(&databases, script)).expect("the machine holds").into_playground();
    let good = step("INSERT INTO customers.c SELECT id FROM o; SELECT * FROM c").expect("the databases are made");
    assert_eq!(cells(&good), "1");
    let bad = step("SELECT *\nFORM o").expect("the databases are made").failure.expect("it does not parse");
    assert_eq!((bad.at.line, bad.at.column), (2, 1));
    let none = run(&Job::playground(&[], "SELECT 1")).expect("the machine holds").into_playground();
    assert_eq!(cells(&none.expect("an empty database")), "1");
    assert!(run(&Job::playground(&[("x", "nonsense")], "SELECT 1")).expect("holds").into_playground().is_err());
}
