//! Kind `sql`: services run scripts on databases that they own.

use indexmap::IndexMap;
use serde::Deserialize;

use super::{Column, Scalar};

/// `[task.sql]`.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct SqlTask {
    /// The answer's files in the order in which they run.
    pub run: Vec<Step>,
    /// Databases by name; a service of the same name owns each unless [`SqlTask::services`] says else.
    pub databases: IndexMap<String, Database>,
    /// Rights of services beyond owning the database of their name.
    #[serde(default)]
    pub services: IndexMap<String, Service>,
    /// Generated rows: database → table → how.
    #[serde(default)]
    pub data: IndexMap<String, IndexMap<String, Table>>,
}

impl SqlTask {
    /// The database whose tables a service's scripts name without a prefix.
    #[must_use]
    pub fn main_of(&self, service: &str) -> Option<&str> {
        let declared = self.services.get(service);
        if let Some(first) = declared.and_then(|rights| rights.owns.first()) {
            return Some(first);
        }
        let (name, _) = self.databases.get_key_value(service)?;
        self.services.values().all(|rights| !rights.owns.contains(name)).then_some(name)
    }

    /// A table as the scripts of all these services can write it: without its database where that is `main` to each.
    #[must_use]
    pub fn written<'s>(&self, database: &str, table: &str, services: impl IntoIterator<Item = &'s str>) -> String {
        let mut services = services.into_iter().peekable();
        let is_own = services.peek().is_some() && services.all(|service| self.main_of(service) == Some(database));
        if is_own { table.to_owned() } else { format!("{database}.{table}") }
    }
}

/// One database.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Database {
    /// Path of the script that makes the tables, `setup/inventory.sql`; an empty database without it.
    pub schema: Option<String>,
    /// Path of the script that fills it with the rows shown to the reader; that dataset is named `shown`.
    pub shown: Option<String>,
}

/// A service's rights.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Service {
    /// Databases that it may read and write; the first is `main` in its scripts (so tables need no prefix), the others
    /// are reached as `database.table`.
    #[serde(default)]
    pub owns: Vec<String>,
    /// Databases that it may read, as `database.table`.
    #[serde(default)]
    pub reads: Vec<String>,
}

/// One script of the answer, run by a service on a connection of its own.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Step {
    /// The answer's file (or `given/…`, `setup/…` for a script of the author's).
    pub file: String,
    /// The service that runs it. Its own database is `main`; all other databases of the task are attached under their
    /// names and refused by the guard, so that the refusal can name the owner.
    #[serde(rename = "as")]
    pub service: String,
    /// Values of the named parameters (`:sku`) of the script's statements.
    #[serde(default)]
    pub with: IndexMap<String, Scalar>,
    /// The rows of the script's last SELECT are handed on under this name (what an API would answer).
    pub gives: Option<String>,
    /// Names of rows handed over by earlier steps, each a temporary table of that name here.
    #[serde(default)]
    pub takes: Vec<String>,
    /// Whether the script must fail; without it, it must not.
    #[serde(default)]
    pub fails: StepFails,
}

/// Whether a step is expected to fail.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum StepFails {
    /// It must succeed.
    #[default]
    Never,
    /// It must be refused (a constraint, `RAISE`, a conflict).
    Always,
    /// Either is fine.
    Maybe,
}

/// The generated rows of one table.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Table {
    /// How many rows in each generated dataset; at least five numbers, the same count in every table of a task.
    pub rows: Vec<usize>,
    /// Generators by column; columns not named get their default.
    pub columns: IndexMap<String, Column>,
    /// Sets of columns of which no two rows may have equal values; a row that would is dropped.
    #[serde(default)]
    pub unique: Vec<Vec<String>>,
}

/// How rows are compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Compare {
    /// The same rows the same number of times, in any order.
    #[default]
    Bag,
    /// The same rows, however often, in any order.
    Set,
    /// The same rows in the same order.
    Sequence,
    /// The same bag, and in order of the columns in `by` (`"-total"` for descending); ties are free.
    Ordered,
    /// No row that the solution does not give.
    Subset,
}

/// A session of an [`SqlCheck::Interleaving`].
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Session {
    /// The answer's file (or a `given/…` one).
    pub file: String,
    /// The service that runs it.
    #[serde(rename = "as")]
    pub service: String,
    /// Values of the named parameters.
    #[serde(default)]
    pub with: IndexMap<String, Scalar>,
}

/// `[checks.NAME.TYPE]` of kind `sql`. SQL in checks runs as the judge: every database is attached under its name, and
/// `before.DB_TABLE` holds the rows from before the answer ran. `when` restricts a check to the datasets on which that
/// query returns a row. `run` replaces the task's steps for this check.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(rename_all = "kebab-case", rename_all_fields = "kebab-case", deny_unknown_fields)]
pub enum SqlCheck {
    /// The rows of a SELECT equal the solution's, on every dataset.
    Rows {
        /// The `gives` name of the step; the last SELECT of the last step without it.
        of: Option<String>,
        /// How rows are compared.
        #[serde(default)]
        compare: Compare,
        /// Columns of the order, for `ordered`.
        #[serde(default)]
        by: Vec<String>,
        /// Whether column names count (`"name"`, in any order of columns) or positions only (`"position"`).
        #[serde(default)]
        columns: ColumnsBy,
        /// How far numbers may differ.
        #[serde(default)]
        tolerance: f64,
        /// Columns whose values are cast before comparing: `"integer"`, `"real"`, `"numeric"`, `"text"`.
        #[serde(default)]
        affinity: IndexMap<String, Affinity>,
        /// Only on datasets on which this query returns a row.
        when: Option<String>,
        /// Steps instead of the task's.
        #[serde(default)]
        run: Vec<Step>,
    },
    /// The tables after the script equal those after the solution, on every dataset.
    State {
        /// `database.table`s to compare, as bags.
        tables: Vec<String>,
        /// Columns to compare, of every table that has them; all without it.
        #[serde(default)]
        columns: Vec<String>,
        /// How far numbers may differ.
        #[serde(default)]
        tolerance: f64,
        /// Columns whose values are cast before comparing.
        #[serde(default)]
        affinity: IndexMap<String, Affinity>,
        /// Only on datasets on which this query returns a row.
        when: Option<String>,
        /// Steps instead of the task's.
        #[serde(default)]
        run: Vec<Step>,
    },
    /// After the script, constraints must reject each of these statements, and accept those in `accepts`.
    Refuses {
        /// The database in which they run (unqualified names are its tables).
        r#in: String,
        /// Statements that must be rejected by a constraint or a trigger.
        rows: Vec<String>,
        /// Statements that must be accepted, so that refusing all does not pass.
        #[serde(default)]
        accepts: Vec<String>,
        /// Steps instead of the task's.
        #[serde(default)]
        run: Vec<Step>,
    },
    /// Running the script again changes nothing that matters: the state equals the solution's after the same.
    Idempotent {
        /// `database.table`s to compare.
        tables: Vec<String>,
        /// Also rerun after a cut at each statement of the first run.
        #[serde(default)]
        cuts: bool,
        /// A script that changes the source between two runs.
        changes: Option<String>,
        /// The database in which `changes` runs.
        r#in: Option<String>,
    },
    /// Cut after each statement (an open transaction is lost, autocommitted statements stay), this query over the
    /// committed rows returns no row.
    Crash {
        /// Returns the rows that must not be.
        sql: String,
        /// Only on datasets on which this query returns a row.
        when: Option<String>,
        /// Steps instead of the task's.
        #[serde(default)]
        run: Vec<Step>,
    },
    /// After the script (of the steps but the last file), a query of the answer is executed with an index.
    Plan {
        /// The answer's file whose last SELECT is planned.
        query: String,
        /// Tables that must not be scanned from end to end; `database.*` for every table of it, the answer's too.
        #[serde(default)]
        no_scan: Vec<String>,
        /// Tables that must be reached through an index (any).
        #[serde(default)]
        searched: Vec<String>,
    },
    /// Each step touches only what its service may; the guard's refusals are the findings.
    Guard {
        /// Services looked at; all without it.
        #[serde(default)]
        services: Vec<String>,
    },
    /// Sessions stepped statement by statement in every order (at most 500), on one WAL file; a session that loses a
    /// `BUSY` is rolled back and run again, at most three times.
    Interleaving {
        /// Two sessions.
        sessions: Vec<Session>,
        /// Returns the rows that must not be, afterwards.
        sql: String,
        /// Whether a loser runs again.
        #[serde(default = "yes")]
        retry: bool,
        /// Steps that run before, instead of none.
        #[serde(default)]
        run: Vec<Step>,
        /// Steps that run after both, before `sql` is asked.
        #[serde(default)]
        then: Vec<Step>,
    },
}

impl SqlCheck {
    /// The author's SQL in the manifest itself.
    #[must_use]
    pub fn scripts(&self) -> Vec<&String> {
        match self {
            Self::Rows { when, .. } | Self::State { when, .. } => when.iter().collect(),
            Self::Refuses { rows, accepts, .. } => rows.iter().chain(accepts).collect(),
            // A path is that of a file, which is read as such.
            Self::Idempotent { changes, .. } => {
                changes.iter().filter(|text| !text.starts_with("setup/") && !text.starts_with("given/")).collect()
            }
            Self::Crash { sql, when, .. } => std::iter::once(sql).chain(when).collect(),
            Self::Interleaving { sql, .. } => vec![sql],
            Self::Plan { .. } | Self::Guard { .. } => Vec::new(),
        }
    }
}

/// Whether columns are matched by name or by position.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum ColumnsBy {
    /// By name, case aside, in any order.
    Name,
    /// By position; names do not count.
    #[default]
    Position,
}

/// What a value is taken for before it is compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Affinity {
    /// A whole number if it looks like one.
    Integer,
    /// A floating-point number if it looks like a number.
    Real,
    /// A number if it looks like one.
    Numeric,
    /// Text.
    Text,
}

fn yes() -> bool {
    true
}

#[cfg(test)]
mod tests {
    use super::SqlTask;

    #[test]
    fn a_table_is_named_as_a_script_can_write_it() {
        let task: SqlTask = toml::from_str(
            r#"
run = []
databases = { orders = {}, stock = {}, archive = {}, copy = {} }
services = { orders = { owns = ["orders", "archive"], reads = ["stock"] }, search = { owns = ["copy"] }, report = { reads = ["stock"] } }
"#,
        )
        .expect("a task");
        for (services, database, written) in [
            (&["orders"][..], "orders", "t"),
            (&["orders"], "archive", "archive.t"),
            (&["orders"], "stock", "stock.t"),
            (&["stock"], "stock", "t"),
            (&["search"], "copy", "t"),
            (&["copy"], "copy", "copy.t"),
            (&["report"], "stock", "stock.t"),
            (&["orders", "orders"], "orders", "t"),
            (&["orders", "stock"], "orders", "orders.t"),
            (&[], "orders", "orders.t"),
        ] {
            assert_eq!(task.written(database, "t", services.iter().copied()), written, "{services:?} {database}");
        }
    }
}
