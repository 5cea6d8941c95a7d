//! What a grading says: outcomes, points and findings, with evidence as data.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::Code;
use crate::base::Value;

/// The verdict on one answer. Words are put to codes and arguments by the faces, in the language in force.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Report {
    /// The exercise's id.
    pub exercise: String,
    /// Digest of the exercise's judged files.
    pub content: String,
    /// The seed of everything generated.
    pub seed: u64,
    /// The whole.
    pub outcome: Outcome,
    /// Points reached.
    pub points: u32,
    /// Points there are.
    pub max_points: u32,
    /// Datasets, histories and interleavings judged.
    pub cases: u64,
    /// What was explored (simulations).
    #[serde(default)]
    pub exploration: Option<Exploration>,
    /// One per check, in the exercise's order.
    pub checks: Vec<CheckReport>,
    /// Findings about the whole answer: files, loading, and why it could not be graded.
    pub findings: Vec<Finding>,
}

/// What a simulation explored, and so what may be said of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Exploration {
    /// How stories were chosen.
    pub mode: Mode,
    /// Whether nothing within the bounds is left.
    pub complete: bool,
    /// How many schedules it stands for, in decimal digits; none where they are not counted.
    pub covered: Option<String>,
    /// Runs to an end, or to a state known before.
    pub runs: u64,
    /// States, where they are told apart.
    pub states: Option<usize>,
    /// Steps taken in all.
    pub steps: u64,
    /// Requests of the workload.
    pub requests: u16,
    /// Faults of one run at most.
    pub at_most: u16,
    /// The kinds of faults that may come, and how often each.
    pub faults: Vec<(String, u16)>,
    /// Whether time was kept.
    #[serde(default)]
    pub timed: bool,
}

/// How stories were chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Mode {
    /// Every schedule within the bounds.
    Exhaustive,
    /// The same, but of those that nobody can tell apart one.
    Reduced,
    /// So many by chance.
    Sampled,
    /// A bound was reached before all were told.
    Incomplete,
}

/// How an answer or a check came out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Outcome {
    /// Everything holds.
    Passed,
    /// Something does not.
    Failed,
    /// Not looked at (a check only): the answer did not load, or the check it comes after failed.
    Skipped,
    /// Our fault or the machine's (a report only).
    Ungradable,
}

/// The verdict of one check.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct CheckReport {
    /// The check's name.
    pub name: String,
    /// Passed, failed or skipped.
    pub outcome: Outcome,
    /// Points reached.
    pub points: u32,
    /// Points there are.
    pub max_points: u32,
    /// What was found, the most telling first.
    pub findings: Vec<Finding>,
    /// The section that explains it, `lesson#section`.
    pub explain: Option<String>,
}

/// One thing found, as data.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Finding {
    /// What was found.
    pub code: Code,
    /// Values for the text `finding-CODE`, by name. Foreign text is made harmless where it is shown.
    pub args: BTreeMap<String, Value>,
    /// How grave.
    pub severity: Severity,
    /// Where in the answer.
    pub at: Option<Place>,
    /// The schedule that shows it (simulations).
    pub schedule: Option<String>,
    /// The data that shows it.
    pub evidence: Evidence,
}

/// How grave a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// It fails the check.
    Error,
    /// It does not, but matters.
    Warning,
    /// It explains.
    Note,
}

/// A place in one of the answer's files; line and column count from 1, columns in characters.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Place {
    /// The file's name.
    pub file: String,
    /// The line.
    pub line: u32,
    /// The column.
    pub column: u32,
}

/// A table before the answer ran: its name, its columns, its rows.
pub type TableBefore = (String, Vec<String>, Vec<Vec<Value>>);

/// A script that was stopped.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stopped {
    /// Its file.
    pub file: String,
    /// Its statements, each on one line.
    pub statements: Vec<String>,
    /// After so many of them.
    pub after: usize,
    /// So many of them are committed; the others that ran are lost.
    pub kept: usize,
}

/// The data that shows a finding.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub enum Evidence {
    /// Nothing more than the text.
    #[default]
    None,
    /// Rows wanted and rows that came, on a dataset.
    Tables {
        /// The dataset's name (`shown`, `generated 3`), or none.
        dataset: String,
        /// What the rows are of: a table's name, or none for a query.
        of: String,
        /// Column names as the solution has them.
        columns: Vec<String>,
        /// The solution's rows.
        expected: Vec<Vec<Value>>,
        /// The answer's.
        actual: Vec<Vec<Value>>,
        /// Rows of the databases before, where they are few.
        given: Vec<TableBefore>,
    },
    /// Rows that must not be.
    Rows {
        /// The dataset's name, or none.
        dataset: String,
        /// Column names.
        columns: Vec<String>,
        /// The rows.
        rows: Vec<Vec<Value>>,
        /// Rows of the databases before, where they are few.
        #[serde(default)]
        given: Vec<TableBefore>,
        /// Where the script was stopped, if it was.
        #[serde(default)]
        stopped: Option<Stopped>,
    },
    /// Two texts.
    Texts {
        /// What was wanted.
        expected: String,
        /// What came.
        actual: String,
    },
    /// A history, and what was made of it; each entry is JSON text.
    History {
        /// The events before.
        given: Vec<String>,
        /// The command or event, or none.
        when: Option<String>,
        /// What was wanted.
        expected: String,
        /// What came.
        actual: String,
    },
    /// A query's plan, a line a step, indented by depth.
    Plan(Vec<String>),
    /// The steps of several sessions in the order that failed.
    Interleaving {
        /// The order in short, `ABAB`.
        order: String,
        /// Session (`A`), the statement in short, and what happened.
        steps: Vec<(String, String, String)>,
        /// Column names of the rows that must not be.
        columns: Vec<String>,
        /// Those rows.
        rows: Vec<Vec<Value>>,
        /// Rows of the databases before, where they are few.
        #[serde(default)]
        given: Vec<TableBefore>,
    },
    /// One call of a function, each value as JSON text.
    Call {
        /// What it is called with.
        with: String,
        /// What was wanted; empty where nothing is, but that it does not fail.
        expected: String,
        /// What came.
        actual: String,
    },
}

impl Evidence {
    /// The rows of before, where this kind of evidence has them.
    pub(crate) fn given_mut(&mut self) -> Option<&mut Vec<TableBefore>> {
        match self {
            Self::Tables { given, .. } | Self::Rows { given, .. } | Self::Interleaving { given, .. } => Some(given),
            Self::None | Self::Texts { .. } | Self::History { .. } | Self::Call { .. } | Self::Plan(_) => None,
        }
    }
}

impl Finding {
    /// An error with this code and nothing else yet.
    #[must_use]
    pub fn new(code: Code) -> Self {
        Self {
            code,
            args: BTreeMap::new(),
            severity: Severity::Error,
            at: None,
            schedule: None,
            evidence: Evidence::None,
        }
    }

    /// With one more argument.
    #[must_use]
    pub fn with(mut self, name: &str, value: impl Into<Value>) -> Self {
        self.args.insert(name.to_owned(), value.into());
        self
    }

    /// At a place.
    #[must_use]
    pub fn at(mut self, place: impl Into<Option<Place>>) -> Self {
        self.at = place.into();
        self
    }

    /// With evidence.
    #[must_use]
    pub fn showing(mut self, evidence: Evidence) -> Self {
        self.evidence = evidence;
        self
    }

    /// As a note or warning.
    #[must_use]
    pub fn graded(mut self, severity: Severity) -> Self {
        self.severity = severity;
        self
    }
}

impl Report {
    /// Whether everything holds.
    #[must_use]
    pub fn passed(&self) -> bool {
        self.outcome == Outcome::Passed
    }

    /// The names of the checks that failed.
    #[must_use]
    pub fn failing(&self) -> Vec<&str> {
        self.checks.iter().filter(|check| check.outcome == Outcome::Failed).map(|check| check.name.as_str()).collect()
    }
}
