//! What came of work in the lab, as plain data.

use serde::{Deserialize, Serialize};

use crate::base::Value;

/// What came of a job: one outcome a task.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Done {
    /// In the order of the job's tasks.
    pub outcomes: Vec<Outcome>,
}

/// What came of a task.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Outcome {
    /// Of [`super::Task::Parse`]: the first statement that does not parse.
    Parsed(Option<Failure>),
    /// Of [`super::Task::Play`].
    Played(Played),
    /// Of [`super::Task::Interleave`].
    Interleaved(Interleaved),
    /// Of [`super::Task::Ask`]: one a query.
    Asked(Vec<Result<Table, Failure>>),
    /// The databases could not be made: a schema, a dataset or a name is wrong.
    NotMade(String),
    /// An earlier task used up its fuel.
    Skipped,
}

/// A place in a script, from 1; columns in characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Spot {
    /// The line.
    pub line: u32,
    /// The column.
    pub column: u32,
}

/// Columns and rows.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Table {
    /// Column names as SQLite gives them.
    pub columns: Vec<String>,
    /// The rows.
    pub rows: Vec<Vec<Value>>,
}

/// A statement that failed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Failure {
    /// In which way.
    pub fault: Fault,
    /// What SQLite says; foreign text.
    pub message: String,
    /// Where in the script.
    pub at: Spot,
}

/// Ways to fail.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Fault {
    /// It does not parse.
    Syntax,
    /// A constraint, the type of a key or a trigger refused it.
    Refused,
    /// Another session holds the lock, or the snapshot is stale.
    Busy,
    /// The guard refused a table of another service.
    Foreign(Box<Refusal>),
    /// It is not allowed here: the name of the function, statement or pragma.
    NotAllowed(String),
    /// The counted work is used up.
    Fuel,
    /// Too many rows or bytes, a value or a database too large.
    Output,
    /// Out of memory.
    Memory,
    /// Anything else: no such table, a wrong number of columns, ….
    Other,
}

/// A table that the guard refused.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Refusal {
    /// Who wanted it.
    pub service: String,
    /// The database.
    pub database: String,
    /// The table, or empty for the database as such.
    pub table: String,
    /// Who owns the database.
    pub owner: String,
    /// Whether it would have been written, not only read.
    pub writes: bool,
}

/// What came of a [`super::Play`].
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Played {
    /// One a step that was run.
    pub steps: Vec<Stepped>,
    /// States that [`Played::after`] and [`Played::cuts`] mean; no two neighbours are equal.
    pub states: Vec<State>,
    /// The state after the last step, where it was asked for.
    pub after: Option<usize>,
    /// What was committed after each statement, and at first before any, where it was asked for.
    pub cuts: Vec<Cut>,
    /// One a trial.
    pub trials: Vec<Trial>,
    /// The plan, where it was asked for.
    pub plan: Option<Result<Plan, Failure>>,
    /// A failure outside of the steps: a view that cannot be read, too many rows to capture.
    pub failure: Option<Failure>,
}

/// What came of a step.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Stepped {
    /// The statements that were done.
    pub statements: Vec<Stated>,
    /// The one that failed.
    pub failure: Option<Failure>,
    /// The rows of the last statement that gives rows.
    pub table: Option<Table>,
    /// Whether it ended inside of a transaction, which was lost.
    pub left_open: bool,
}

/// A statement that was done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stated {
    /// Where it begins.
    pub at: Spot,
    /// Rows changed.
    pub changes: u64,
    /// Rows given.
    pub rows: u64,
    /// Whether a transaction is open after it, so that it has committed nothing.
    pub is_open: bool,
}

/// What was committed when the play was cut.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cut {
    /// The step, from 0.
    pub step: usize,
    /// After so many of its statements.
    pub statements: usize,
    /// Index into [`Played::states`].
    pub state: usize,
}

/// All tables and views of all databases.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct State {
    /// By database, in the job's order; tables by name.
    pub databases: Vec<(String, Vec<TableState>)>,
}

/// One table or view.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct TableState {
    /// Its name.
    pub name: String,
    /// Column names.
    pub columns: Vec<String>,
    /// Affinity by column.
    pub affinities: Vec<Affinity>,
    /// The rows, in the order in which SQLite gives them.
    pub rows: Vec<Vec<Value>>,
}

/// The five affinities of columns.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Affinity {
    /// `TEXT`.
    Text,
    /// `NUMERIC`.
    Numeric,
    /// `INTEGER`.
    Integer,
    /// `REAL`.
    Real,
    /// None.
    Blob,
}

/// What came of one statement of [`super::Trials`].
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Trial {
    /// It was done.
    Accepted,
    /// It failed; refused by a constraint if its fault says so.
    Failed(Failure),
}

/// How a query would be executed.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Plan {
    /// Each table that is gone through, once for each time.
    pub nodes: Vec<PlanNode>,
    /// The plan for people, a line a step, indented.
    pub lines: Vec<String>,
}

/// One table in a plan.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlanNode {
    /// Its database; `main` is the service's own.
    pub database: String,
    /// The table.
    pub table: String,
    /// The index used; none for the table itself.
    pub index: Option<String>,
    /// How it is reached.
    pub reach: Reach,
}

/// How a table is reached.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Reach {
    /// From end to end.
    Scan,
    /// By a key: an index or the primary key.
    Search,
}

/// What came of an [`super::Interleave`].
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Interleaved {
    /// The steps before that were done, the failing one last.
    pub before: Vec<Stepped>,
    /// Every order tried.
    pub orders: Vec<Order>,
    /// States that orders end in, without repetition.
    pub states: Vec<State>,
    /// How many orders there are.
    pub of: u64,
    /// A session that does not parse or used up its fuel: which of the two, and how it failed.
    pub failure: Option<(usize, Failure)>,
}

/// One order of two sessions.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Order {
    /// Whose turn, in short: `ABAB`.
    pub order: String,
    /// What was done.
    pub turns: Vec<Turn>,
    /// Index into [`Interleaved::states`].
    pub state: usize,
    /// Whether a session lost every try.
    pub starved: bool,
    /// A script run afterwards that failed: its number, and how.
    pub then: Option<(usize, Failure)>,
}

/// One statement of a session in an order.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Turn {
    /// 0 for A, 1 for B.
    pub session: usize,
    /// The number of the statement, from 0.
    pub statement: usize,
    /// What came of it.
    pub end: TurnEnd,
}

/// What came of a turn.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum TurnEnd {
    /// So many rows were changed.
    Changed(u64),
    /// So many rows were given.
    Gave(u64),
    /// The lock was lost: rolled back, to be run again or given up.
    Busy,
    /// It failed; the session ends.
    Failed(Failure),
}

impl Done {
    /// The one step of a [`super::Job::playground`], or the words of what is wrong with its databases.
    pub fn into_playground(self) -> Result<Stepped, String> {
        match self.outcomes.into_iter().next() {
            Some(Outcome::Played(played)) => Ok(played.steps.into_iter().next().unwrap_or_default()),
            Some(Outcome::NotMade(why)) => Err(why),
            _ => Err("the job is no playground".to_owned()),
        }
    }
}

impl Outcome {
    /// Whether the task used up its fuel.
    pub(super) fn is_spent(&self) -> bool {
        let spent = |failure: &Failure| failure.fault == Fault::Fuel;
        match self {
            Self::Parsed(failure) => failure.as_ref().is_some_and(spent),
            Self::Played(played) => {
                let steps = played.steps.iter().filter_map(|step| step.failure.as_ref());
                let trials = played.trials.iter().filter_map(|trial| match trial {
                    Trial::Accepted => None,
                    Trial::Failed(failure) => Some(failure),
                });
                let plan = played.plan.iter().filter_map(|plan| plan.as_ref().err());
                steps.chain(trials).chain(plan).chain(&played.failure).any(spent)
            }
            Self::Interleaved(done) => {
                let before = done.before.iter().filter_map(|step| step.failure.as_ref());
                before.chain(done.failure.iter().map(|(_, failure)| failure)).any(spent)
            }
            Self::Asked(answers) => answers.iter().filter_map(|answer| answer.as_ref().err()).any(spent),
            Self::NotMade(_) => false,
            Self::Skipped => true,
        }
    }
}

impl State {
    /// A table by database and name; names are compared as SQLite does, without case.
    #[must_use]
    pub fn table(&self, database: &str, table: &str) -> Option<&TableState> {
        let (_, tables) = self.databases.iter().find(|(name, _)| name.eq_ignore_ascii_case(database))?;
        tables.iter().find(|other| other.name.eq_ignore_ascii_case(table))
    }

    /// How many rows there are.
    #[must_use]
    pub fn rows(&self) -> usize {
        self.databases.iter().flat_map(|(_, tables)| tables).map(|table| table.rows.len()).sum()
    }
}
