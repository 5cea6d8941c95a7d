//! Resolving kind `sql`.

use std::collections::BTreeSet;

use super::resolve::Resolver;
use crate::course::Problem;
use crate::course::exercise::{Column, Compare, Make, Session, SqlCheck, SqlTask, Step};

/// Fewer datasets than this let an answer pass by chance.
const DATASETS: usize = 5;

pub(super) fn task(r: &mut Resolver<'_>, task: &SqlTask) {
    for (name, database) in &task.databases {
        let plain = name.starts_with(|c: char| c.is_ascii_lowercase())
            && name.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_');
        if !plain || matches!(name.as_str(), "main" | "temp" | "before") {
            r.bad_key(&["databases", name], Problem::new("pack-database-name").with("name", name));
        }
        for (field, file) in [("schema", &database.schema), ("shown", &database.shown)] {
            if let Some(file) = file {
                r.support(&["databases", name, field], file);
            }
        }
    }
    for (name, service) in &task.services {
        for (field, databases) in [("owns", &service.owns), ("reads", &service.reads)] {
            for (n, database) in databases.iter().enumerate() {
                let path = ["services", name, field, &n.to_string()];
                r.known(&path, database, task.databases.keys().map(String::as_str), "pack-no-such-database");
            }
        }
    }
    if task.run.is_empty() {
        r.bad(&["run"], Problem::new("pack-empty-list").with("field", "run"));
    }
    steps(r, task, "run", &task.run);
    data(r, task);
}

fn data(r: &mut Resolver<'_>, task: &SqlTask) {
    let mut count = None;
    let mut made: BTreeSet<(String, String, String)> = BTreeSet::new();
    for (database, tables) in &task.data {
        let Some(known) = task.databases.get(database) else {
            let known: Vec<&str> = task.databases.keys().map(String::as_str).collect();
            let problem = Problem::new("pack-no-such-database").with("name", database);
            r.bad_key(&["data", database], problem.with("allowed", known.join(", ")));
            continue;
        };
        let schema = known.schema.as_ref().and_then(|file| r.found.support.get(file));
        let schema = schema.map_or(Vec::new(), |sql| created(sql));
        for (name, table) in tables {
            let path = ["data", database.as_str(), name.as_str()];
            if !schema.contains(&name.to_ascii_lowercase()) {
                let problem = Problem::new("pack-no-such-table").with("name", name).with("allowed", schema.join(", "));
                r.bad_key(&path, problem);
            }
            let rows = [path[0], path[1], path[2], "rows"];
            if table.rows.len() < DATASETS {
                let problem = Problem::new("pack-few-datasets").with("count", table.rows.len()).with("least", DATASETS);
                r.bad(&rows, problem);
            } else if *count.get_or_insert(table.rows.len()) != table.rows.len() {
                let problem = Problem::new("pack-uneven-rows").with("count", table.rows.len());
                r.bad(&rows, problem.with("wanted", count.unwrap_or_default()));
            }
            for (column, how) in &table.columns {
                from(r, &[&path[..], &["columns", column]].concat(), (database, name), how, &made);
                made.insert((database.clone(), name.clone(), column.clone()));
            }
            for (n, set) in table.unique.iter().enumerate() {
                for (m, column) in set.iter().enumerate() {
                    let at = [path[0], path[1], path[2], "unique", &n.to_string(), &m.to_string()];
                    r.known(&at, column, table.columns.keys().map(String::as_str), "pack-no-such-column");
                }
            }
        }
    }
}

/// A value taken from another column must be made before it.
fn from(
    r: &mut Resolver<'_>,
    at: &[&str],
    (database, table): (&str, &str),
    column: &Column,
    made: &BTreeSet<(String, String, String)>,
) {
    match &column.make {
        Make::From(path, _) => {
            let source = match &path[..] {
                [table, column] => (database.to_owned(), table.clone(), column.clone()),
                [database, table, column] => (database.clone(), table.clone(), column.clone()),
                _ => unreachable!("the form has two or three parts"),
            };
            if !made.contains(&source) {
                let known: Vec<String> = made.iter().map(|(d, t, c)| format!("{d}.{t}.{c}")).collect();
                let problem = Problem::new("pack-from").with("name", path.join(".")).with("allowed", known.join(", "));
                r.bad(at, problem);
            }
        }
        Make::List(_, of) => from(r, at, (database, table), of, made),
        Make::OneOf(_)
        | Make::Int(..)
        | Make::Real(..)
        | Make::Text(_)
        | Make::Serial(_)
        | Make::Time(..)
        | Make::Uuid => {}
    }
}

fn steps(r: &mut Resolver<'_>, task: &SqlTask, field: &str, steps: &[Step]) {
    let mut given: Vec<&str> = Vec::new();
    for (n, step) in steps.iter().enumerate() {
        let n = n.to_string();
        r.script(&[field, &n, "file"], &step.file);
        service(r, task, &[field, &n, "as"], &step.service);
        for (m, name) in step.takes.iter().enumerate() {
            r.known(&[field, &n, "takes", &m.to_string()], name, given.iter().copied(), "pack-takes");
        }
        given.extend(step.gives.as_deref());
    }
}

fn service(r: &mut Resolver<'_>, task: &SqlTask, path: &[&str], name: &str) {
    r.known(path, name, task.databases.keys().chain(task.services.keys()).map(String::as_str), "pack-no-such-service");
}

pub(super) fn check(r: &mut Resolver<'_>, task: &SqlTask, check: &SqlCheck) {
    match check {
        SqlCheck::Rows { of, compare, by, run, tolerance, .. } => {
            let run_here = if run.is_empty() { &task.run } else { run };
            if let Some(of) = of {
                r.known(&["of"], of, run_here.iter().filter_map(|step| step.gives.as_deref()), "pack-no-such-rows");
            }
            if (*compare == Compare::Ordered) == by.is_empty() {
                r.bad(&["by"], Problem::new("pack-by"));
            }
            amount(r, "tolerance", *tolerance);
            steps(r, task, "run", run);
        }
        SqlCheck::State { tables, run, tolerance, .. } => {
            tables_named(r, task, "tables", tables);
            amount(r, "tolerance", *tolerance);
            steps(r, task, "run", run);
        }
        SqlCheck::Refuses { r#in, rows, run, .. } => {
            database(r, task, r#in);
            r.some("rows", rows);
            steps(r, task, "run", run);
        }
        SqlCheck::Idempotent { tables, changes, r#in, .. } => {
            tables_named(r, task, "tables", tables);
            match r#in {
                Some(name) => database(r, task, name),
                None if changes.is_some() => {
                    r.bad(&["changes"], Problem::new("pack-missing-field").with("field", "in"));
                }
                None => {}
            }
            // A path, or the statements themselves.
            if let Some(file) = changes.as_ref().filter(|text| text.starts_with("setup/") || text.starts_with("given/"))
            {
                r.support(&["changes"], file);
            }
        }
        SqlCheck::Crash { sql: _, when: _, run } => steps(r, task, "run", run),
        SqlCheck::Plan { query, no_scan, searched } => {
            r.answer_file(&["query"], query);
            if no_scan.is_empty() && searched.is_empty() {
                r.bad(&["query"], Problem::new("pack-plan"));
            }
        }
        SqlCheck::Guard { services } => {
            for (n, name) in services.iter().enumerate() {
                service(r, task, &["services", &n.to_string()], name);
            }
        }
        SqlCheck::Interleaving { sessions, run, then, .. } => {
            if sessions.len() != 2 {
                r.bad(&["sessions"], Problem::new("pack-two-sessions").with("count", sessions.len()));
            }
            for (n, Session { file, service: name, .. }) in sessions.iter().enumerate() {
                r.script(&["sessions", &n.to_string(), "file"], file);
                service(r, task, &["sessions", &n.to_string(), "as"], name);
            }
            steps(r, task, "run", run);
            steps(r, task, "then", then);
        }
    }
}

fn database(r: &mut Resolver<'_>, task: &SqlTask, name: &str) {
    r.known(&["in"], name, task.databases.keys().map(String::as_str), "pack-no-such-database");
}

fn amount(r: &mut Resolver<'_>, field: &str, amount: f64) {
    if !amount.is_finite() || amount < 0.0 {
        r.bad(&[field], Problem::new("pack-amount").with("field", field));
    }
}

/// `database.table`s that the task's scripts make.
fn tables_named(r: &mut Resolver<'_>, task: &SqlTask, field: &str, tables: &[String]) {
    r.some(field, tables);
    let found = r.found;
    let everywhere: Vec<String> =
        found.support.values().chain(found.solution.values()).flat_map(|sql| created(sql)).collect();
    for (n, table) in tables.iter().enumerate() {
        let at = [field, &n.to_string()];
        match table.split_once('.') {
            Some((database, name)) => {
                if r.known(&at, database, task.databases.keys().map(String::as_str), "pack-no-such-database") {
                    let name = name.to_ascii_lowercase();
                    r.known(&at, &name, everywhere.iter().map(String::as_str), "pack-no-such-table");
                }
            }
            None => r.bad(&at, Problem::new("pack-table-form").with("name", table)),
        }
    }
}

/// Names of the tables and views that a script creates, in lower case.
///
/// A look at the words only: names in comments or texts may come with them, which refuses no sound pack.
fn created(sql: &str) -> Vec<String> {
    let words: Vec<&str> = sql
        .split(|c: char| c.is_whitespace() || matches!(c, '(' | ')' | ';' | ','))
        .filter(|w| !w.is_empty())
        .collect();
    let is = |at: usize, word: &str| words.get(at).is_some_and(|there| there.eq_ignore_ascii_case(word));
    let mut names = Vec::new();
    for start in 0..words.len() {
        if !is(start, "create") {
            continue;
        }
        let mut at = start + 1;
        if is(at, "temp") || is(at, "temporary") || is(at, "virtual") {
            at += 1;
        }
        if !is(at, "table") && !is(at, "view") {
            continue;
        }
        at += 1;
        if is(at, "if") && is(at + 1, "not") && is(at + 2, "exists") {
            at += 3;
        }
        if let Some(name) = words.get(at) {
            let bare = name.rsplit('.').next().unwrap_or(name);
            names.push(bare.trim_matches(['"', '`', '[', ']', '\'']).to_ascii_lowercase());
        }
    }
    names
}

#[cfg(test)]
mod tests {
    #[test]
    fn created_tables_are_found() {
        let sql = "-- x\nCREATE TABLE a(id);\ncreate table if not exists \"B\" (x);CREATE VIEW v AS SELECT 1;\n\
                   CREATE INDEX i ON a(id); CREATE VIRTUAL TABLE f USING fts5(x); CREATE TEMP TABLE main.t (y);";
        assert_eq!(super::created(sql), ["a", "b", "v", "f", "t"]);
    }
}
