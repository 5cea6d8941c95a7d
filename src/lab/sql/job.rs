//! Work for the lab, as plain data.

use serde::{Deserialize, Serialize};

use super::State;
use crate::base::Value;

/// Databases, services and datasets, and what to do with them.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Job {
    /// The databases; ten at most.
    pub databases: Vec<Database>,
    /// The services and their rights.
    pub services: Vec<Service>,
    /// What fills the databases, by dataset.
    pub datasets: Vec<Vec<Fill>>,
    /// Rows captured before, for [`Task::Ask`].
    pub states: Vec<State>,
    /// What to do. Once a task used up its fuel, the tasks after it are skipped: an endless loop is paid for once.
    pub tasks: Vec<Task>,
}

/// A database.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Database {
    /// Its name.
    pub name: String,
    /// The script that makes its tables.
    pub schema: String,
}

/// A service's rights.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Service {
    /// Its name.
    pub name: String,
    /// Databases that it may read and write; the first is `main` on its connections.
    pub owns: Vec<String>,
    /// Databases that it may read.
    pub reads: Vec<String>,
}

/// Rows for a database.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Fill {
    /// By a script of the pack.
    Script {
        /// The database.
        database: String,
        /// The script.
        script: String,
    },
    /// As given.
    Rows {
        /// The database.
        database: String,
        /// The table.
        table: String,
        /// Its columns; others get their defaults.
        columns: Vec<String>,
        /// The rows.
        rows: Vec<Vec<Value>>,
    },
}

/// One thing to do, on databases of its own.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Task {
    /// Finds statements that do not parse, without running any.
    Parse(String),
    /// Runs scripts one after the other.
    Play(Play),
    /// Steps two sessions in every order.
    Interleave(Interleave),
    /// Asks captured rows.
    Ask(Ask),
}

/// Scripts one after the other, each on a connection of its own, and what to look at.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Play {
    /// Which dataset.
    pub dataset: usize,
    /// The scripts; the play ends with the first that fails, unless [`Step::goes_on`].
    pub steps: Vec<Step>,
    /// Whether rows without an order come in reverse (`PRAGMA reverse_unordered_selects`).
    pub reversed: bool,
    /// Whether to capture all tables after the last step.
    pub state: bool,
    /// Whether to capture what is committed before the first and after each statement.
    pub cuts: bool,
    /// Statements to try afterwards, each on a copy.
    pub trials: Option<Trials>,
    /// A query to plan afterwards.
    pub plan: Option<Query>,
}

/// One script.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Step {
    /// The service that runs it.
    pub service: String,
    /// Its text.
    pub script: String,
    /// Values of named parameters, without the colon.
    pub with: Vec<(String, Value)>,
    /// The name under which the rows of its last SELECT are handed on.
    pub gives: Option<String>,
    /// Names of rows handed on by earlier steps, each a temporary table here.
    pub takes: Vec<String>,
    /// Whether the next step runs even if this one fails.
    pub goes_on: bool,
    /// Cut after so many statements: the connection is dropped and with it an open transaction.
    pub stop_after: Option<usize>,
}

/// Statements that are tried one by one, each on a copy of the databases.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Trials {
    /// The database that is `main`.
    pub database: String,
    /// The statements.
    pub statements: Vec<String>,
}

/// A script whose last SELECT is planned, not run; the statements before it are not run either.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Query {
    /// The service that would run it.
    pub service: String,
    /// The script.
    pub script: String,
    /// Values of named parameters.
    pub with: Vec<(String, Value)>,
}

/// Two sessions in every order of their statements, on files with a write-ahead log and without waiting for locks.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Interleave {
    /// Which dataset.
    pub dataset: usize,
    /// Scripts that run before, in memory.
    pub before: Vec<Step>,
    /// The two sessions, called A and B.
    pub sessions: [Session; 2],
    /// Scripts that run on what each order leaves.
    pub then: Vec<Step>,
    /// Whether a session that lost a lock is rolled back and run again, three times at most.
    pub retry: bool,
    /// The most orders; of more, so many are taken evenly.
    pub orders: usize,
}

/// One session of an [`Interleave`].
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Session {
    /// The service.
    pub service: String,
    /// The script.
    pub script: String,
    /// Values of named parameters.
    pub with: Vec<(String, Value)>,
}

/// Queries of the judge, who sees every database under its name and the rows before as `before.DB_TABLE`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ask {
    /// Which of the job's states.
    pub now: usize,
    /// Which of the job's states was before.
    pub before: Option<usize>,
    /// The queries.
    pub queries: Vec<String>,
}

impl Job {
    /// A script with the run of fresh databases, as a lesson's block: the first is `main`, the others are reached by
    /// name; all may be read and written. `databases` are names and scripts that make and fill them.
    #[must_use]
    pub fn playground(databases: &[(&str, &str)], script: &str) -> Self {
        let reader = "reader".to_owned();
        Self {
            databases: databases
                .iter()
                .map(|&(name, schema)| Database { name: name.to_owned(), schema: schema.to_owned() })
                .collect(),
            services: vec![Service {
                name: reader.clone(),
                owns: databases.iter().map(|&(name, _)| name.to_owned()).collect(),
                reads: Vec::new(),
            }],
            datasets: vec![Vec::new()],
            states: Vec::new(),
            tasks: vec![Task::Play(Play {
                steps: vec![Step { service: reader, script: script.to_owned(), ..Step::default() }],
                ..Play::default()
            })],
        }
    }
}
