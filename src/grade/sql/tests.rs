//! Answers and what is found in them, one table a check type.

mod given;
mod runs;
mod sessions;

use std::collections::BTreeSet;

use crate::base::{Lang, Seed, Slug, Strings};
use crate::course::Exercise;
use crate::grade::{Bench, Code, Evidence, Finding, Options, Outcome, Report, Shelf, Submission, grade, words};
use crate::lab::InProcess;

/// An exercise from its manifest after `files`, and its files but the manifest; starters are empty.
fn exercise(files: &[&str], manifest: &str, given: &[(&str, &str)]) -> Exercise {
    let head = format!(
        "format = 1\nslug = \"test\"\ndifficulty = 1\nminutes = 5\nconcepts = [\"intro.acid\"]\nfiles = {files:?}\n{manifest}"
    );
    let starters: Vec<String> = files.iter().map(|file| format!("starter/{file}")).collect();
    let all = std::iter::once(("exercise.toml", head.as_str()))
        .chain(given.iter().copied())
        .chain(starters.iter().map(|path| (path.as_str(), "\n")));
    let slug = Slug::new("test").expect("`test` is a slug");
    Exercise::from_files(&slug, all).unwrap_or_else(|problems| panic!("the test's manifest loads: {problems}"))
}

fn graded(exercise: &Exercise, files: &[(&str, &str)], seed: u64) -> Report {
    let given = files.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect();
    let submission = Submission::new(&exercise.files, &given);
    let mut bench =
        Bench { answer: &mut InProcess, pack: &mut InProcess, shelf: &mut Shelf::default(), hear: &mut |_| {} };
    let options = Options { seed: Seed(seed), ..Options::default() };
    grade(exercise, &submission, &options, &mut bench, &mut |_| {})
}

/// `check: code` of each first finding, and those of the whole answer; `ok` where all passes.
fn found(report: &Report) -> String {
    let checks = report.checks.iter().filter_map(|check| Some((check.name.as_str(), check.findings.first()?)));
    let whole = report.findings.iter().map(|finding| ("answer", finding));
    let all: Vec<String> = checks.chain(whole).map(|(name, finding)| format!("{name}: {}", finding.code)).collect();
    if report.outcome == Outcome::Passed { "ok".to_owned() } else { all.join(", ") }
}

/// Grades answers of one file, with two seeds and once again, and says what was found in each.
fn check(exercise: &Exercise, file: &str, cases: &[(&str, &str)]) -> Vec<Finding> {
    let mut all = Vec::new();
    for (answer, wanted) in cases {
        let report = graded(exercise, &[(file, answer)], 1);
        assert_eq!(found(&report), *wanted, "{answer}\n{report:#?}");
        if all.is_empty() {
            assert_eq!(report, graded(exercise, &[(file, answer)], 1), "twice the same: {answer}");
        }
        assert_eq!(found(&graded(exercise, &[(file, answer)], 2)), *wanted, "with another seed: {answer}");
        all.extend(report.checks.into_iter().flat_map(|check| check.findings).chain(report.findings));
    }
    for finding in &all {
        for lang in ["en", "ko"] {
            let text = words::finding(finding, &Strings::new(&Lang::new(lang).expect("a code")));
            assert!(!text.contains("{$") && !text.starts_with("finding-"), "{lang}: {text}");
        }
    }
    all
}

fn codes(findings: &[Finding]) -> BTreeSet<Code> {
    findings.iter().map(|finding| finding.code).collect()
}

const STOCK: (&str, &str) = (
    "setup/inventory.sql",
    "CREATE TABLE stock (sku TEXT PRIMARY KEY, place TEXT, qty INTEGER NOT NULL CHECK (qty >= 0), price REAL);",
);
const SHOWN: (&str, &str) =
    ("setup/shown.sql", "INSERT INTO stock VALUES ('BK-7', 'Seoul', 3, 1.5), ('MUG-1', NULL, 0, 2.5);");
const DATABASE: &str = r#"
[task.sql.databases.inventory]
schema = "setup/inventory.sql"
shown = "setup/shown.sql"
[task.sql.data.inventory.stock]
rows = [0, 1, 2, 5, 12, 20]
columns = { sku = { text = "any", unique = true }, place = { one-of = ["Seoul", "Busan"], null = 0.3 }, qty = { int = [0, 6] }, price = { real = [0.0, 9.5], digits = 1 } }
"#;

fn stock(check: &str, solution: &str) -> Exercise {
    let manifest = format!("[task.sql]\nrun = [{{ file = \"a.sql\", as = \"inventory\" }}]\n{DATABASE}\n{check}");
    exercise(&["a.sql"], &manifest, &[STOCK, SHOWN, ("solution/a.sql", solution)])
}

#[test]
fn rows_by_bag() {
    let sum = stock("[checks.c.rows]", "SELECT place, sum(qty) AS n FROM stock GROUP BY place");
    let findings = check(
        &sum,
        "a.sql",
        &[
            ("SELECT place, sum(qty) AS n FROM stock GROUP BY place", "ok"),
            ("SELECT place AS p, total(qty) FROM stock GROUP BY 1 ORDER BY 2 DESC;", "ok"),
            ("-- two statements\nSELECT 1; SELECT place, sum(qty) FROM stock GROUP BY place", "ok"),
            ("BEGIN; SELECT place, sum(qty) FROM stock GROUP BY place", "ok"),
            ("SELECT 'Seoul', 3 UNION ALL SELECT NULL, 0", "c: rows-differ"),
            ("SELECT place, sum(qty) FROM stock WHERE place IS NOT NULL GROUP BY place", "c: rows-differ"),
            ("SELECT place, count(*) FROM stock GROUP BY place", "c: rows-differ"),
            ("SELECT sum(qty) FROM stock", "c: columns-differ"),
            ("UPDATE stock SET qty = 0", "c: no-rows"),
            ("", "c: no-rows"),
            ("-- only a comment;", "c: no-rows"),
            ("SELECT place, sum(qty) FROM stok GROUP BY place", "c: statement-failed"),
            ("SELECT place, sum(qty) FROM stock GROUP BY place; SELECT :none", "c: statement-failed"),
        ],
    );
    // The constants of the rows shown are told apart by generated rows, and the smallest that tell are shown.
    let hard_coded = &findings[0];
    let Evidence::Tables { dataset, given, .. } = &hard_coded.evidence else { panic!("{hard_coded:?}") };
    assert!(dataset.starts_with("generated "), "{dataset}");
    assert!(given.iter().all(|(_, _, rows)| rows.len() <= 1), "{given:?}");
    assert_eq!(hard_coded.args["dataset"], dataset.as_str().into());
}

#[test]
fn a_finding_shows_few_rows() {
    // Only a row of Busan with six pieces tells.
    let exercise = stock("[checks.c.rows]", "SELECT count(*) FROM stock WHERE qty >= 3");
    let report = graded(&exercise, &[("a.sql", "SELECT count(*) FROM stock WHERE qty BETWEEN 3 AND 5")], 1);
    let Evidence::Tables { given, .. } = &report.checks[0].findings[0].evidence else { panic!("{report:?}") };
    assert_eq!(given[0].2.len(), 1, "{given:?}");
    assert_eq!(given[0].2[0][2], 6_i64.into());
}

#[test]
fn rows_in_order() {
    let sequence =
        stock("[checks.c.rows]\ncompare = \"sequence\"", "SELECT sku, qty FROM stock ORDER BY qty DESC, sku");
    check(
        &sequence,
        "a.sql",
        &[
            ("SELECT sku, qty FROM stock ORDER BY qty DESC, sku ASC", "ok"),
            ("SELECT sku, qty FROM stock ORDER BY sku", "c: order-differs"),
            ("SELECT sku, qty FROM stock ORDER BY qty DESC", "c: order-differs"),
            ("SELECT sku, qty + 1 FROM stock ORDER BY qty DESC, sku", "c: rows-differ"),
        ],
    );
    let ties = stock(
        "[checks.c.rows]\ncompare = \"ordered\"\nby = [\"-qty\"]",
        "SELECT sku, qty FROM stock ORDER BY qty DESC",
    );
    check(
        &ties,
        "a.sql",
        &[
            ("SELECT sku, qty FROM stock ORDER BY qty DESC, sku DESC", "ok"),
            ("SELECT sku, qty FROM stock ORDER BY qty", "c: order-differs"),
            ("SELECT sku, qty FROM stock", "c: order-open"),
        ],
    );
    let one = stock("[checks.c.rows]", "SELECT max(sku) FROM stock");
    check(
        &one,
        "a.sql",
        &[
            ("SELECT (SELECT sku FROM stock ORDER BY sku DESC LIMIT 1)", "ok"),
            ("SELECT sku FROM stock ORDER BY sku DESC LIMIT 1", "c: rows-differ"),
        ],
    );
    let left = stock("[checks.c.rows]", "SELECT sku FROM stock ORDER BY sku LIMIT 1");
    check(&left, "a.sql", &[("SELECT sku FROM stock LIMIT 1", "c: order-open")]);
}

#[test]
fn rows_by_declared_rules() {
    let rules = "[checks.c.rows]\ncolumns = \"name\"\ntolerance = 0.01\naffinity = { n = \"integer\" }";
    let exercise = stock(rules, "SELECT place, count(*) AS n, avg(price) AS mean FROM stock GROUP BY place");
    check(
        &exercise,
        "a.sql",
        &[
            ("SELECT avg(price) AS mean, CAST(count(*) AS TEXT) AS N, place FROM stock GROUP BY place", "ok"),
            ("SELECT place, count(*) AS n, avg(price) + 0.005 AS mean FROM stock GROUP BY place", "ok"),
            ("SELECT place, count(*) AS n, avg(price) + 0.05 AS mean FROM stock GROUP BY place", "c: rows-differ"),
            ("SELECT place, count(*), avg(price) AS mean FROM stock GROUP BY place", "c: columns-differ"),
        ],
    );
}

#[test]
fn state_after() {
    let check_state = r#"
[checks.sold.state]
tables = ["inventory.stock"]
when = "SELECT 1 FROM inventory.stock WHERE qty > 0"
[checks.nothing.state]
tables = ["inventory.stock"]
when = "SELECT 1 WHERE NOT EXISTS (SELECT 1 FROM inventory.stock WHERE qty > 0)"
"#;
    let exercise = stock(check_state, "UPDATE stock SET qty = qty - 1 WHERE qty > 0");
    check(
        &exercise,
        "a.sql",
        &[
            ("UPDATE stock SET qty = max(qty - 1, 0)", "ok"),
            ("BEGIN; UPDATE stock SET qty = qty - 1 WHERE qty > 0; COMMIT", "ok"),
            ("UPDATE stock SET qty = qty - 2 WHERE qty > 1", "sold: state-differs"),
            ("INSERT INTO stock VALUES ('n', NULL, -1, 0)", "sold: statement-failed, nothing: statement-failed"),
            ("ALTER TABLE stock RENAME TO goods", "sold: no-table, nothing: no-table"),
            (
                "UPDATE stock SET qty = max(qty - 1, 0); ALTER TABLE stock ADD COLUMN x",
                "sold: columns-differ, nothing: columns-differ",
            ),
        ],
    );
    let lost = graded(&exercise, &[("a.sql", "BEGIN; UPDATE stock SET qty = qty - 1 WHERE qty > 0")], 1);
    let codes: Vec<&str> = lost.checks[0].findings.iter().map(|finding| finding.code.as_str()).collect();
    assert_eq!(codes, ["state-differs", "open-transaction"]);
    assert_eq!(found(&lost), "sold: state-differs");
}

#[test]
fn what_constraints_refuse() {
    let rule = r#"
[checks.c.refuses]
in = "inventory"
rows = ["INSERT INTO stock VALUES ('new', 'Jeju', 1, 1)", "UPDATE stock SET place = 'Jeju'"]
accepts = ["INSERT INTO stock VALUES ('new', 'Seoul', 1, 1)", "INSERT INTO stock VALUES ('new', NULL, 1, 1)"]
"#;
    let trigger = |event: &str, when: &str| {
        format!("CREATE TRIGGER t_{event} BEFORE {event} ON stock WHEN {when} BEGIN SELECT RAISE(ABORT, 'no'); END;")
    };
    let both = |when: &str| trigger("INSERT", when) + &trigger("UPDATE", when);
    let exercise = stock(rule, &both("new.place NOT IN ('Seoul', 'Busan')"));
    check(
        &exercise,
        "a.sql",
        &[
            (&both("new.place IS NOT NULL AND new.place <> 'Seoul' AND new.place <> 'Busan'"), "ok"),
            (&trigger("INSERT", "new.place NOT IN ('Seoul', 'Busan')"), "c: not-refused"),
            (&both("coalesce(new.place, '') NOT IN ('Seoul', 'Busan')"), "c: wrongly-refused"),
            (&both("1"), "c: wrongly-refused"),
            ("DROP TABLE stock", "c: not-refused"),
            ("SELECT 1", "c: not-refused"),
        ],
    );
}

#[test]
fn plans_of_the_answers_own_query() {
    let manifest = format!(
        "[task.sql]\nrun = [{{ file = \"index.sql\", as = \"inventory\" }}, {{ file = \"q.sql\", as = \"inventory\", with = {{ place = \"Seoul\" }} }}]\n{DATABASE}
[checks.c.plan]\nquery = \"q.sql\"\nno-scan = [\"inventory.stock\"]\nsearched = [\"stock\"]"
    );
    let index = "CREATE INDEX by_place ON stock (place)";
    let query = "SELECT sku FROM stock WHERE place = :place";
    let exercise = exercise(
        &["index.sql", "q.sql"],
        &manifest,
        &[STOCK, SHOWN, ("solution/index.sql", index), ("solution/q.sql", query)],
    );
    for (index, query, wanted) in [
        (index, query, "ok"),
        ("CREATE INDEX i ON stock (place, sku)", "SELECT s.sku FROM stock AS s WHERE s.place IN (:place)", "ok"),
        ("CREATE INDEX i ON stock (lower(place))", "SELECT sku FROM stock WHERE lower(place) = lower(:place)", "ok"),
        (
            "ALTER TABLE stock ADD COLUMN p AS (place); CREATE INDEX i ON stock (p)",
            "SELECT sku FROM stock WHERE p = :place",
            "ok",
        ),
        ("CREATE INDEX i ON stock (lower(place))", query, "c: table-scan"),
        ("CREATE INDEX i ON stock (place)", "SELECT sku FROM stock WHERE place || '' = :place", "c: table-scan"),
        ("", query, "c: table-scan"),
        (index, "SELECT 1", "c: table-scan"),
        (index, "", "c: no-rows"),
        (index, "SELECT sku FROM goods", "c: statement-failed"),
    ] {
        let report = graded(&exercise, &[("index.sql", index), ("q.sql", query)], 1);
        assert_eq!(found(&report), wanted, "{index}; {query}\n{report:#?}");
    }
}

#[test]
fn plans_that_scan_no_table_of_a_database() {
    let manifest = format!(
        "[task.sql]\nrun = [{{ file = \"index.sql\", as = \"inventory\" }}, {{ file = \"q.sql\", as = \"inventory\" }}]\n{DATABASE}
[checks.c.plan]\nquery = \"q.sql\"\nno-scan = [\"inventory.*\"]"
    );
    let side = "CREATE TABLE places AS SELECT place, sku FROM stock";
    let query = "SELECT sku FROM places WHERE place = :place";
    let solution = format!("{side}; CREATE INDEX i ON places (place)");
    let exercise = exercise(
        &["index.sql", "q.sql"],
        &manifest,
        &[STOCK, SHOWN, ("solution/index.sql", &solution), ("solution/q.sql", query)],
    );
    for (index, query, wanted, table) in [
        (solution.as_str(), query, "ok", None),
        ("CREATE INDEX i ON stock (place)", "SELECT sku FROM stock WHERE place = :place", "ok", None),
        (side, query, "c: table-scan", Some("places")),
        ("", "SELECT sku FROM stock WHERE place = :place", "c: table-scan", Some("stock")),
    ] {
        let report = graded(&exercise, &[("index.sql", index), ("q.sql", query)], 1);
        assert_eq!(found(&report), wanted, "{index}; {query}\n{report:#?}");
        let told = report.checks.iter().flat_map(|check| &check.findings).find_map(|it| it.args.get("table"));
        assert_eq!(told.map(ToString::to_string).as_deref(), table, "{index}; {query}");
    }
}

#[test]
fn services_keep_to_their_own() {
    let manifest = r#"
[task.sql]
run = [
  { file = "want.sql", as = "orders", gives = "wanted" },
  { file = "answer.sql", as = "customers", takes = ["wanted"], gives = "people" },
  { file = "join.sql", as = "orders", takes = ["people"] },
]
[task.sql.databases.orders]
schema = "setup/orders.sql"
[task.sql.databases.customers]
schema = "setup/customers.sql"
[task.sql.data.customers.people]
rows = [0, 1, 3, 9, 30]
columns = { id = { serial = 1 }, name = { text = "name" } }
[task.sql.data.orders.orders]
rows = [0, 1, 3, 9, 30]
columns = { id = { serial = 1 }, customer_id = { from = "customers.people.id", missing = 0.2, null = 0.1 } }
[checks.guard.guard]
[checks.orders-only.guard]
services = ["orders"]
[checks.asked.rows]
of = "wanted"
compare = "set"
[checks.page.rows]
"#;
    let setup = [
        ("setup/orders.sql", "CREATE TABLE orders (id INTEGER PRIMARY KEY, customer_id INTEGER)"),
        ("setup/customers.sql", "CREATE TABLE people (id INTEGER PRIMARY KEY, name TEXT)"),
        ("solution/want.sql", "SELECT DISTINCT customer_id AS id FROM orders WHERE customer_id IS NOT NULL"),
        ("solution/answer.sql", "SELECT id, name FROM people JOIN wanted USING (id)"),
        ("solution/join.sql", "SELECT o.id, p.name FROM orders o LEFT JOIN people p ON p.id = o.customer_id"),
    ];
    let names = ["want.sql", "answer.sql", "join.sql"];
    let exercise = exercise(&names, manifest, &setup);
    let right = [setup[2].1, setup[3].1, setup[4].1];
    for (at, text, wanted) in [
        (0, right[0], "ok"),
        (1, "SELECT name, id FROM people WHERE id IN (SELECT id FROM wanted)", "ok"),
        (2, "SELECT o.id, (SELECT name FROM people WHERE id = customer_id) FROM orders o", "ok"),
        (
            2,
            "SELECT o.id, p.name FROM orders o LEFT JOIN customers.people p ON p.id = o.customer_id",
            "guard: foreign-table, orders-only: foreign-table, page: foreign-table",
        ),
        (2, "SELECT o.id, p.name FROM orders o JOIN people p ON p.id = o.customer_id", "page: rows-differ"),
        (1, "SELECT count(*) FROM orders", "guard: foreign-table, page: foreign-table"),
        (0, "SELECT customer_id AS id FROM orders WHERE id > 1", "asked: rows-differ, page: rows-differ"),
        (
            0,
            "UPDATE orders SET id = id",
            "guard: no-rows, orders-only: no-rows, asked: no-rows, page: statement-failed",
        ),
        (1, "-- nothing", "guard: no-rows, orders-only: foreign-table, page: foreign-table"),
    ] {
        let mut texts = right;
        texts[at] = text;
        let files: Vec<(&str, &str)> = names.into_iter().zip(texts).collect();
        let report = graded(&exercise, &files, 1);
        assert_eq!(found(&report), wanted, "{text}\n{report:#?}");
        if wanted.starts_with("guard: foreign-table, orders-only") {
            let finding = &report.checks[0].findings[0];
            let args: Vec<String> =
                ["service", "how", "table", "owner"].map(|name| finding.args[name].to_string()).to_vec();
            assert_eq!(args, ["orders", "read", "customers.people", "customers"]);
            assert_eq!(finding.at.as_ref().map(|at| at.file.as_str()), Some("join.sql"));
        }
    }
}

#[test]
fn steps_that_must_fail() {
    let manifest = format!(
        "[task.sql]\nrun = [{{ file = \"a.sql\", as = \"inventory\" }}, {{ file = \"given/too-much.sql\", as = \"inventory\", fails = \"always\" }}]\n{DATABASE}
[checks.c.state]\ntables = [\"inventory.stock\"]"
    );
    let solution = "CREATE TRIGGER t BEFORE INSERT ON stock WHEN new.qty > 100 BEGIN SELECT RAISE(ABORT, 'no'); END";
    let given = ("given/too-much.sql", "INSERT INTO stock VALUES ('much', NULL, 101, 0)");
    let exercise = exercise(&["a.sql"], &manifest, &[STOCK, SHOWN, given, ("solution/a.sql", solution)]);
    check(
        &exercise,
        "a.sql",
        &[
            ("CREATE TRIGGER t AFTER INSERT ON stock WHEN new.qty > 99 BEGIN SELECT RAISE(ROLLBACK, 'no'); END", "ok"),
            ("SELECT 1", "c: not-refused"),
            ("DROP TABLE stock", "c: statement-failed"),
        ],
    );
}

#[test]
fn hostile_answers_fail_with_a_code() {
    let exercise = stock("[checks.c.rows]\n[checks.s.state]\ntables = [\"inventory.stock\"]", "SELECT sku FROM stock");
    let endless = "WITH RECURSIVE t(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM t) SELECT count(*) FROM t";
    let many = "WITH RECURSIVE t(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM t) SELECT x FROM t";
    let join =
        "WITH RECURSIVE t(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM t LIMIT 1000) SELECT count(*) FROM t a, t b, t c";
    let view = "CREATE VIEW v AS WITH RECURSIVE t(x) AS (SELECT 1 UNION ALL SELECT x FROM t) SELECT * FROM t; SELECT sku FROM stock";
    let instr = "WITH RECURSIVE t(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM t LIMIT 99)
        SELECT sum(instr(hex(zeroblob(110000)), hex(zeroblob(60000)) || x)) FROM t";
    let findings = check(
        &exercise,
        "a.sql",
        &[
            (endless, "c: fuel, s: fuel"),
            (join, "c: fuel, s: fuel"),
            (instr, "c: fuel, s: fuel"),
            (many, "c: output, s: output"),
            (view, "c: output, s: output"),
            ("SELECT zeroblob(1000000)", "c: output, s: output"),
            ("ATTACH '/etc/passwd' AS x", "c: not-allowed, s: not-allowed"),
            ("PRAGMA query_only = 1", "c: not-allowed, s: not-allowed"),
            ("VACUUM INTO '/tmp/x'", "c: not-allowed, s: not-allowed"),
            ("SELECT load_extension('x')", "c: not-allowed, s: not-allowed"),
            ("SELECT random()", "c: not-allowed, s: not-allowed"),
            ("SELECT sku FROM other.stock", "c: statement-failed, s: statement-failed"),
            ("SELECT *\n  FORM stock", "answer: syntax"),
            ("SELECT 'a' AS \"x\u{1b}[2J\", sku || '\u{1b}]52;c;x\u{7}' FROM stock", "c: columns-differ"),
            ("SELECT sku || '\u{1b}]52;c;x\u{7}' AS \"x\u{1b}[2J\" FROM stock", "c: rows-differ"),
        ],
    );
    for finding in &findings {
        let text = words::finding(finding, &Strings::new(&Lang::new("en").expect("a code")));
        assert!(text.chars().all(|c| !c.is_control()), "{text:?}");
    }
    let syntax = findings.iter().find(|finding| finding.code == Code::Syntax).expect("one does not parse");
    assert_eq!(syntax.at.as_ref().map(|at| (at.line, at.column)), Some((2, 3)));
    assert!(codes(&findings).is_superset(&[Code::Fuel, Code::Output, Code::NotAllowed, Code::Syntax].into()));
}

#[test]
fn the_authors_mistakes_make_it_ungradable() {
    for (rule, solution, words) in [
        ("[checks.c.rows]", "UPDATE stock SET qty = 0", "gives no rows"),
        ("[checks.c.rows]", "SELECT * FROM nowhere", "the solution fails on"),
        ("[checks.c.rows]\nwhen = \"SELECT 1 FROM inventory.stock WHERE qty = 77\"", "SELECT 1", "no dataset meets"),
        ("[checks.c.rows]\nwhen = \"SELECT nonsense\"", "SELECT 1", "`when`"),
        ("[checks.c.state]\ntables = [\"inventory.stock\"]", "DROP TABLE stock", "leaves no table"),
        ("[checks.c.refuses]\nin = \"inventory\"\nrows = [\"SELECT 1\"]", "SELECT 1", "refuses this on no dataset"),
    ] {
        let report = graded(&stock(rule, solution), &[("a.sql", "SELECT 1")], 1);
        assert_eq!(report.outcome, Outcome::Ungradable, "{rule}: {report:#?}");
        let why = report.findings[0].args["why"].to_string();
        assert!(why.contains(words), "{rule}: {why}");
    }
}
