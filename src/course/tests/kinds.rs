//! Slips in manifests of every kind.

use crate::base::Slug;
use crate::course::Exercise;

const SQL: &str = r#"format = 1
slug = "x"
difficulty = 1
minutes = 1
concepts = []
files = ["a.sql", "b.sql"]

[task.sql]
run = [{ file = "a.sql", as = "shop", gives = "found" }, { file = "b.sql", as = "stock", takes = ["found"] }]

[task.sql.databases.shop]
schema = "setup/shop.sql"

[task.sql.databases.stock]
schema = "setup/stock.sql"

[task.sql.data.shop.orders]
rows = [0, 1, 2, 3, 4]
columns = { id = { serial = 1 }, total = { int = [1, 9] } }

[task.sql.data.stock.items]
rows = [0, 1, 2, 3, 4]
columns = { order_id = { from = "shop.orders.id" } }
unique = [["order_id"]]

[checks.rows.rows]
of = "found"

[checks.state.state]
tables = ["stock.items"]

[checks.race.interleaving]
sessions = [{ file = "a.sql", as = "shop" }, { file = "b.sql", as = "stock" }]
sql = "SELECT 1"
"#;

const EVENTS: &str = r#"format = 1
slug = "x"
difficulty = 1
minutes = 1
concepts = []
files = ["a.js"]

[task.events]
module = "a.js"
histories = ["setup/history.json"]

[task.events.commands]
Add = { qty = { int = [0, 9] } }

[task.events.events]
Added = { qty = { int = [0, 9] } }

[checks.cases.cases]
cases = [{ given = [], when = { type = "Add", qty = 1 }, then = [{ type = "Added", qty = 1 }] }]

[checks.agrees.agrees]
with = ["decide"]

[checks.law.law]
law = "replay-deterministic"
"#;

const DESIGN: &str = r#"format = 1
slug = "x"
difficulty = 1
minutes = 1
concepts = []
files = ["design.toml"]

[task.design]
shape = { owner = { keys = "tables", values = "services" } }
sets = { tables = ["a", "b", "c"], services = ["s", "t"] }

[checks.all.every]
in = "tables"
has = "owner"

[checks.together.same]
of = "owner"
groups = [["a", "b"]]

[checks.either.one-of]
of = "owner"
allowed = { a = ["s", "t"] }
"#;

const QUIZ: &str = r#"format = 1
slug = "x"
difficulty = 1
minutes = 1
concepts = []
files = ["answer.toml"]

[task.quiz]

[checks.one.choice]
options = ["a", "b"]
right = "a"

[checks.some.multi]
options = ["a", "b", "c"]
right = ["a", "c"]

[checks.pairs.match]
right = { x = "1", y = "2" }
decoys = ["3"]
"#;

const SIM: &str = r#"format = 1
slug = "x"
difficulty = 1
minutes = 1
concepts = []
files = ["a.js"]

[task.sim]
time = "timed"
latency-ms = { shop = 5, stock = [1, 40], broker = [1, 50] }
horizon-ms = 20_000
skew-ms = { stock = -300 }

[task.sim.services.shop]
module = "a.js"
every-ms = { relay = 200 }

[task.sim.services.stock]
module = "a.js"

[[task.sim.workload]]
call = "shop.order"
after-ms = 100

[task.sim.faults]
outage-ms = 500

[checks.soon.eventually]
sql = "SELECT 1"
within-ms = 5_000

[checks.quick.budget]
handler = "shop.order"
max-ms = 50
"#;

/// What is said of a manifest with one slip, as `line:column code`, separated by commas.
fn check(manifest: &str, cases: &[(&str, &str, &str)]) {
    for (old, new, wanted) in cases {
        assert!(manifest.contains(old), "no {old:?}");
        let manifest = manifest.replacen(old, new, 1);
        let mut files: Vec<(String, &str)> = vec![
            ("exercise.toml".to_owned(), &manifest),
            ("setup/shop.sql".to_owned(), "CREATE TABLE orders (id, total);"),
            ("setup/stock.sql".to_owned(), "CREATE TABLE items (order_id);"),
            ("setup/history.json".to_owned(), "[{ \"type\": \"Added\" }]"),
            ("setup/no-history.json".to_owned(), "{}"),
        ];
        for name in ["a.sql", "b.sql", "a.js", "design.toml", "answer.toml", "answer.txt"] {
            files.push((format!("solution/{name}"), ""));
            files.push((format!("starter/{name}"), ""));
        }
        let slug = Slug::new("x").expect("a slug");
        let said = match Exercise::from_files(&slug, files.iter().map(|(path, text)| (path.as_str(), *text))) {
            Ok(_) => String::new(),
            Err(problems) => {
                let said = problems.0.iter().map(|p| format!("{}:{} {}", p.line, p.column, p.code));
                said.collect::<Vec<_>>().join(", ")
            }
        };
        assert_eq!(said, *wanted, "{old:?} → {new:?}");
    }
}

#[test]
fn sql() {
    check(
        SQL,
        &[
            ("format = 1", "format = 1", ""),
            ("file = \"b.sql\"", "file = \"c.sql\"", "9:67 pack-no-such-answer-file"),
            ("file = \"b.sql\"", "file = \"/etc/passwd\"", "9:67 pack-path"),
            ("file = \"b.sql\"", "file = \"setup/no.sql\"", "9:67 pack-missing-file"),
            ("as = \"stock\"", "as = \"stok\"", "9:81 pack-no-such-service"),
            ("takes = [\"found\"]", "takes = [\"lost\"]", "9:99 pack-takes"),
            ("setup/stock.sql", "setup/../../x.sql", "15:10 pack-path, 21:22 pack-no-such-table"),
            (
                "databases.stock]",
                "databases.main]",
                "14:21 pack-database-name, 9:81 pack-no-such-service, 21:16 pack-no-such-database, 30:11 pack-no-such-database, 33:69 pack-no-such-service",
            ),
            ("[task.sql.data.shop.orders]", "[task.sql.data.shop.order]", "17:21 pack-no-such-table, 23:24 pack-from"),
            ("rows = [0, 1, 2, 3, 4]", "rows = [0, 1, 2, 3]", "18:8 pack-few-datasets"),
            (
                "rows = [0, 1, 2, 3, 4]\ncolumns = { order_id",
                "rows = [0, 1, 2, 3, 4, 5]\ncolumns = { order_id",
                "22:8 pack-uneven-rows",
            ),
            ("from = \"shop.orders.id\"", "from = \"shop.orders.no\"", "23:24 pack-from"),
            ("int = [1, 9]", "int = [9, 1]", "19:42 pack-invalid"),
            ("int = [1, 9]", "int = [1, 9], one-off = 1", "19:58 pack-unknown-field"),
            ("[[\"order_id\"]]", "[[\"id\"]]", "24:12 pack-no-such-column"),
            ("of = \"found\"", "of = \"lost\"", "27:6 pack-no-such-rows"),
            ("of = \"found\"", "compare = \"ordered\"", "26:1 pack-by"),
            ("of = \"found\"", "compare = \"sorted\"", "27:11 pack-unknown-value"),
            ("\"stock.items\"", "\"items\"", "30:11 pack-table-form"),
            ("\"stock.items\"", "\"stock.thing\"", "30:11 pack-no-such-table"),
            ("tables = [\"stock.items\"]", "tables = []", "30:10 pack-empty-list"),
            (", { file = \"b.sql\", as = \"stock\" }]\nsql", "]\nsql", "33:12 pack-two-sessions"),
        ],
    );
}

#[test]
fn events() {
    check(
        EVENTS,
        &[
            ("format = 1", "format = 1", ""),
            ("module = \"a.js\"", "module = \"b.js\"", "9:10 pack-no-such-answer-file"),
            ("setup/history.json", "setup/no-history.json", "10:14 pack-history"),
            ("when = { type = \"Add\"", "when = { type = \"Remove\"", "19:31 pack-no-such-command"),
            (", then = [{ type = \"Added\", qty = 1 }]", "", "19:10 pack-case"),
            ("then = [{ type = \"Added\", ", "then = [{ ", "19:10 pack-case-type"),
            ("with = [\"decide\"]", "with = []", "22:8 pack-empty-list"),
            ("with = [\"decide\"]", "with = [\"decide\"]\nhistories = 10", "23:13 pack-few-histories"),
            ("replay-deterministic", "commutative", "25:7 pack-law-of-other-kind"),
            ("replay-deterministic", "holds", "25:7 pack-law-of-other-kind, 25:7 pack-missing-field"),
            ("replay-deterministic", "replay", "25:7 pack-unknown-value"),
        ],
    );
}

#[test]
fn design() {
    check(
        DESIGN,
        &[
            ("format = 1", "format = 1", ""),
            ("keys = \"tables\"", "keys = \"table\"", "9:28 pack-no-such-set"),
            ("in = \"tables\"", "in = \"table\"", "13:6 pack-no-such-set"),
            ("has = \"owner\"", "has = \"owners\"", "14:7 pack-no-such-shape"),
            ("[[\"a\", \"b\"]]", "[[\"a\", \"z\"]]", "18:17 pack-no-such-member"),
            ("[[\"a\", \"b\"]]", "[[\"a\"]]", "18:11 pack-two-at-least"),
            ("a = [\"s\", \"t\"] }", "a = [\"s\", \"u\"] }", "22:23 pack-no-such-member"),
            ("\"a\", \"b\", \"c\"", "\"a\", \"b\", \"b\"", "10:30 pack-listed-twice"),
        ],
    );
}

#[test]
fn sim() {
    check(
        SIM,
        &[
            ("format = 1", "format = 1", ""),
            ("skew-ms = { stock = -300 }", "skew-ms = { stok = -300 }", "12:20 pack-no-such-service"),
            ("skew-ms = { stock = -300 }", "skew-ms = { stock = -3_600_001 }", "12:21 pack-range"),
            ("broker = [1, 50]", "brokers = [1, 50]", "10:53 pack-no-such-service"),
            ("stock = [1, 40]", "stock = [40, 1]", "10:34 pack-least-most"),
            ("stock = [1, 40]", "stock = [1, 20_001]", "10:34 pack-range"),
            ("stock = [1, 40]", "stock = \"40 ms\"", "10:34 pack-invalid"),
            ("stock = [1, 40]", "stock = [1, 2, 3]", "10:34 pack-invalid"),
            ("stock = [1, 40]", "stock = -1", "10:34 pack-invalid"),
            ("horizon-ms = 20_000", "horizon-ms = 0", "11:14 pack-range"),
            ("relay = 200", "relay = 0", "16:22 pack-range"),
            ("relay = 200", "relay = 20_000", "16:22 pack-range"),
            ("after-ms = 100", "after-ms = 20_001", "23:12 pack-range"),
            ("outage-ms = 500", "outage-ms = 20_001", "26:13 pack-range"),
            ("within-ms = 5_000", "within-ms = 20_001", "30:13 pack-range"),
            ("max-ms = 50\n", "", "33:11 pack-missing-field"),
            ("time = \"timed\"", "time = \"real\"", "9:8 pack-unknown-value"),
            // Each of them says nothing where no time is kept, but for a clock that is ahead.
            (
                "time = \"timed\"",
                "time = \"untimed\"",
                "10:1 pack-only-timed, 11:1 pack-only-timed, 26:1 pack-only-timed, 23:1 pack-only-timed, 30:1 pack-only-timed, 34:1 pack-only-timed",
            ),
            (
                "[task.sim.services.stock]",
                "[task.sim.services.broker]",
                "18:20 pack-service-name, 12:21 pack-no-such-service, 10:34 pack-no-such-service",
            ),
        ],
    );
}

#[test]
fn quiz() {
    check(
        QUIZ,
        &[
            ("format = 1", "format = 1", ""),
            ("right = \"a\"", "right = \"c\"", "12:9 pack-no-such-option"),
            ("right = [\"a\", \"c\"]", "right = []", "16:9 pack-no-right-answer"),
            ("right = [\"a\", \"c\"]", "right = [\"a\", \"a\"]", "16:15 pack-listed-twice"),
            ("options = [\"a\", \"b\"]", "options = [\"a\"]", "11:11 pack-two-at-least"),
            ("decoys = [\"3\"]", "decoys = [\"2\"]", "20:11 pack-decoy-fits"),
            ("files = [\"answer.toml\"]", "files = [\"answer.txt\"]", "6:9 pack-one-toml"),
            ("[checks.some.multi]", "[checks.one.multi]", "10:9 pack-check-types"),
        ],
    );
}

/// The table of check types is what serde knows.
#[test]
fn check_types_are_those_of_the_form() {
    use crate::course::exercise::{CodeCheck, DesignCheck, EventsCheck, QuizCheck, SqlCheck, Task};
    fn known<T: serde::de::DeserializeOwned>() -> String {
        let error = toml::from_str::<toml::Table>("no-such = {}").unwrap().try_into::<T>().err().expect("no such type");
        error.message().split('`').skip(3).step_by(2).collect::<Vec<_>>().join(" ")
    }
    let tasks = [
        ("[sql]\nrun = []\ndatabases = {}", known::<SqlCheck>()),
        ("[events]\nmodule = \"\"", known::<EventsCheck>()),
        ("[code]\nmodule = \"\"\ninputs = {}", known::<CodeCheck>()),
        ("[quiz]", known::<QuizCheck>()),
        ("[design]\nshape = {}\nsets = {}", known::<DesignCheck>()),
    ];
    for (task, known) in tasks {
        let task: Task = toml::from_str(task).expect("a task");
        assert_eq!(task.check_types().join(" "), known);
    }
}

/// `docs/authoring.md` names every type of check.
#[test]
fn every_check_type_is_documented() {
    let docs = include_str!("../../../docs/authoring.md");
    for kind in ["sql", "events", "code", "quiz", "design"] {
        let part = docs.split(&format!("### Kind `{kind}`")).nth(1).expect("a section of the kind");
        let part = part.split("\n### ").next().unwrap_or(part);
        let types = crate::course::exercise::CHECK_TYPES.iter().find(|(name, _)| *name == kind).expect("a kind").1;
        for name in types {
            assert!(part.contains(&format!("`{name}`")), "{kind}: {name}");
        }
    }
}
