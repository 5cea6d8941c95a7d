//! Several tasks of one job, and what an author gets wrong in one.

use super::super::{Ask, Fault, Fill, Job, Outcome, Play, Task, Trials, run};
use super::{done, job, play, step};
use crate::base::Value;

#[test]
fn the_judge_sees_all_databases_and_the_rows_before() {
    let captured = |script: &str| {
        let steps = vec![step("inventory", script)];
        let played = play(Play { steps, state: true, ..Play::default() });
        played.state().expect("it was captured").clone()
    };
    let (before, now) =
        (captured(""), captured("UPDATE stock SET qty = qty + 1; CREATE TABLE \"a\"\"b\" (\"c;\u{1b}[31m\")"));
    let ask = |query: &str| {
        let task = Task::Ask(Ask { now: 1, before: Some(0), queries: vec![query.to_owned()] });
        match done(&Job { states: vec![before.clone(), now.clone()], ..job(vec![task]) }) {
            Outcome::Asked(mut answers) => answers.remove(0),
            other => panic!("{other:?}"),
        }
    };
    let rows = |query: &str| ask(query).expect("it runs").rows;
    assert_eq!(
        rows("SELECT sum(qty) FROM inventory.stock EXCEPT SELECT sum(qty) FROM before.inventory_stock"),
        [[Value::Int(10)]]
    );
    assert_eq!(rows("SELECT count(*) FROM inventory.stock WHERE qty >= '6'"), [[Value::Int(1)]]);
    assert_eq!(rows("SELECT name FROM customers.names"), [["Ada".into()]]);
    assert!(matches!(ask("DELETE FROM inventory.stock").expect_err("the judge only reads").fault, Fault::Foreign(_)));
}

#[test]
fn tasks_of_a_job_do_not_see_one_another() {
    let scripts = [
        "CREATE TABLE t (a); INSERT INTO t VALUES (1); SELECT a FROM t",
        "CREATE TABLE t (a, b); SELECT count(*) FROM t",
        "CREATE TRIGGER g AFTER INSERT ON stock BEGIN SELECT RAISE(ABORT, 'no'); END; INSERT INTO stock VALUES ('N', 1, NULL)",
        "DROP TABLE stock; CREATE TABLE stock (sku)",
        "INSERT INTO stock VALUES ('N', 1, NULL); SELECT count(*) FROM stock",
        "CREATE TEMP TABLE stock AS SELECT 1 AS sku; SELECT * FROM stock",
        "BEGIN; DELETE FROM stock",
        "SELECT * FROM stock",
        "SELECT * FROM customers.people",
    ];
    let telling =
        ["SELECT changes(), total_changes(), last_insert_rowid()", "ANALYZE; SELECT count(*) FROM sqlite_stat1"];
    let ask = |now, before, query: &str| Task::Ask(Ask { now, before, queries: vec![query.to_owned()] });
    let asks = [
        ask(0, Some(1), "SELECT * FROM inventory.stock, before.inventory_stock"),
        ask(1, Some(0), "SELECT * FROM inventory.stock, before.inventory_stock"),
        ask(0, None, "SELECT * FROM before.inventory_stock"),
        ask(2, None, "SELECT * FROM inventory.stock"),
        ask(0, None, "SELECT * FROM inventory.stock"),
    ];
    let plain = |script: &&str| {
        let trials = Trials {
            database: "customers".to_owned(),
            statements: ["CREATE TABLE t (a)", "CREATE TABLE t (a)", "INSERT INTO people VALUES (1, 'B')"]
                .map(str::to_owned)
                .to_vec(),
        };
        let steps = vec![step("inventory", script), step("inventory", "SELECT sku FROM stock")];
        Task::Play(Play { steps, state: true, cuts: true, trials: Some(trials), ..Play::default() })
    };
    let states: Vec<_> = ["INSERT INTO stock VALUES ('N', 1, NULL)", "DELETE FROM stock", "DROP TABLE stock"]
        .map(|script| {
            let played = play(Play { steps: vec![step("inventory", script)], state: true, ..Play::default() });
            played.state().expect("it was asked for").clone()
        })
        .to_vec();
    let quiet: Vec<Task> = scripts.iter().map(plain).chain(asks).collect();
    let wary: Vec<Task> = scripts.iter().chain(&telling).map(plain).collect();
    for tasks in [quiet, wary] {
        let all = |tasks: Vec<Task>| run(&Job { states: states.clone(), ..job(tasks) }).expect("the machine holds");
        let alone: Vec<Outcome> = tasks.iter().flat_map(|task| all(vec![task.clone()]).outcomes).collect();
        let twice = all(tasks.iter().chain(&tasks).cloned().collect()).outcomes;
        for (at, outcome) in twice.iter().enumerate() {
            assert_eq!(*outcome, alone[at % tasks.len()], "{:?}", tasks[at % tasks.len()]);
        }
    }
}

#[test]
fn an_endless_loop_is_paid_for_once() {
    let endless = "WITH RECURSIVE t(x) AS (SELECT 1 UNION ALL SELECT x FROM t) SELECT count(*) FROM t";
    let task = Task::Play(Play { steps: vec![step("inventory", endless)], ..Play::default() });
    let done = run(&job(vec![task.clone(), task])).expect("the machine holds");
    assert!(matches!(done.outcomes[..], [Outcome::Played(_), Outcome::Skipped]));
}

type Change = fn(&mut Job);

#[test]
fn what_the_author_gets_wrong_is_said() {
    let broken = |change: fn(&mut Job)| {
        let mut job = job(vec![Task::Play(Play { steps: vec![step("inventory", "SELECT 1")], ..Play::default() })]);
        change(&mut job);
        match done(&job) {
            Outcome::NotMade(why) => why,
            other => panic!("{other:?}"),
        }
    };
    let cases: [(Change, &str); 6] = [
        (|job| job.databases[0].schema = "CREATE TABLE t (;".to_owned(), "setup of inventory, 1:17"),
        (|job| job.databases[0].schema = "PRAGMA foreign_keys = OFF".to_owned(), "not authorized"),
        (|job| job.databases[0].name = "main".to_owned(), "different names"),
        (|job| job.services.remove(0).name.clear(), "no service `inventory`"),
        (|job| job.datasets.clear(), "no dataset 0"),
        (
            |job| {
                job.datasets[0].push(Fill::Rows {
                    database: "inventory".to_owned(),
                    table: "stock".to_owned(),
                    columns: vec!["qty".to_owned()],
                    rows: vec![vec![Value::Int(-1)]],
                });
            },
            "rows of inventory.stock",
        ),
    ];
    for (change, words) in cases {
        let why = broken(change);
        assert!(why.contains(words), "{why}");
    }
}
