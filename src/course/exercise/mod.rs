//! An exercise as its author declares it, resolved: what `exercise.toml` says, typed.
//!
//! The types here are both the form of the file (unknown fields are refused, with line and column) and what graders
//! read. `load` turns a folder into an [`Exercise`] and refuses what the form alone cannot: paths that leave the folder,
//! names that stand for nothing, checks that do not belong to the kind.

mod code;
mod column;
mod design;
mod events;
mod quiz;
mod sim;
mod sql;

use indexmap::IndexMap;
use serde::{Deserialize, Serialize};

pub use code::{CodeCase, CodeCheck, CodeTask, Input};
pub use column::{Column, Make, Scalar, TextKind};
pub use design::{Decision, DesignCheck, DesignTask, Shape};
pub use events::{Case, EventsCheck, EventsTask, Fields, Given, Law, LawKind};
pub use quiz::{QuizCheck, QuizTask};
pub use sim::{
    At, SimCheck, SimFaults, SimGuarantee, SimIsolation, SimRequest, SimService, SimSpan, SimTask, SimTime, SimTopic,
    SimTopicKind, Unsure,
};
pub use sql::{Affinity, ColumnsBy, Compare, Database, Service, Session, SqlCheck, SqlTask, Step, StepFails, Table};

use crate::base::Slug;

/// One exercise, ready to be graded. Texts for people are not here: see [`super::ExerciseText`].
#[derive(Debug, Clone, PartialEq)]
pub struct Exercise {
    /// Permanent id.
    pub slug: Slug,
    /// The chapter's id.
    pub chapter: Slug,
    /// The exercise's folder in its pack, `exercises/01-introduction/first-query`.
    pub folder: String,
    /// 1 to 3.
    pub difficulty: u8,
    /// Estimated minutes.
    pub minutes: u16,
    /// Concepts practised.
    pub concepts: Vec<String>,
    /// Lessons or exercises to do first.
    pub requires: Vec<Slug>,
    /// Former ids.
    pub was: Vec<Slug>,
    /// The names of an answer's files, in the order of the manifest.
    pub files: Vec<String>,
    /// What is asked.
    pub task: Task,
    /// Checks by name, in file order.
    pub checks: IndexMap<String, Check>,
    /// Wrong answers: name of the folder under `wrong/` → the exact set of checks that fail.
    pub wrong: IndexMap<String, Vec<String>>,
    /// Names of the folders under `alt/`.
    pub alternatives: Vec<String>,
    /// Texts of `setup/` and `given/` by path (`setup/inventory.sql`).
    pub support: IndexMap<String, String>,
    /// The solution, by file name.
    pub solution: IndexMap<String, String>,
    /// The starter, by file name.
    pub starter: IndexMap<String, String>,
    /// BLAKE3 of what decides verdicts (manifest, setup, given, solution, grader version), hexadecimal.
    pub digest: String,
    /// Where the manifest names what a verifier may complain about.
    pub lines: ManifestLines,
}

/// Lines of `exercise.toml`, from 1.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ManifestLines {
    /// By check.
    pub checks: IndexMap<String, u32>,
    /// By wrong answer.
    pub wrong: IndexMap<String, u32>,
}

impl Exercise {
    /// The kind's name, as printed.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        self.task.kind()
    }

    /// Points of all checks together.
    #[must_use]
    pub fn max_points(&self) -> u32 {
        self.checks.values().map(|check| check.points).sum()
    }

    /// The services of a simulation, by name; none of another kind.
    pub fn services(&self) -> impl Iterator<Item = (&str, &SimService)> {
        let services = match &self.task {
            Task::Sim(task) => Some(&task.services),
            Task::Sql(_) | Task::Events(_) | Task::Code(_) | Task::Quiz(_) | Task::Design(_) => None,
        };
        services.into_iter().flatten().map(|(name, service)| (name.as_str(), service))
    }
}

/// One check of an exercise.
#[derive(Debug, Clone, PartialEq)]
pub struct Check {
    /// Points for passing; 1 unless `[points]` says else.
    pub points: u32,
    /// The section that explains it, `lesson#section`.
    pub explain: Option<String>,
    /// Skipped when this earlier check failed.
    pub after: Option<String>,
    /// What is checked.
    pub rule: Rule,
}

/// The rule of a check; its variant belongs to the variant of [`Task`].
#[derive(Debug, Clone, PartialEq)]
pub enum Rule {
    /// A rule on databases.
    Sql(SqlCheck),
    /// A rule on an event-sourced module.
    Events(EventsCheck),
    /// A rule on pure functions.
    Code(CodeCheck),
    /// A rule on services at work.
    Sim(SimCheck),
    /// A question.
    Quiz(QuizCheck),
    /// A rule on a design.
    Design(DesignCheck),
}

/// What is asked, by kind: `[task.sql]`, `[task.events]`, ….
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Task {
    /// SQL scripts run by services on their databases.
    Sql(SqlTask),
    /// An event-sourced module.
    Events(EventsTask),
    /// Pure functions.
    Code(CodeTask),
    /// Services at work.
    Sim(Box<SimTask>),
    /// Questions.
    Quiz(QuizTask),
    /// A table of decisions.
    Design(DesignTask),
}

/// Types of checks by kind, as they stand in `[checks.NAME.TYPE]`.
pub(super) const CHECK_TYPES: [(&str, &[&str]); 6] = [
    ("sql", &["rows", "state", "refuses", "idempotent", "crash", "plan", "guard", "interleaving"]),
    ("events", &["cases", "agrees", "law", "effects"]),
    ("code", &["cases", "agrees", "law"]),
    ("sim", &["always", "eventually", "reach", "budget", "history", "shows"]),
    ("quiz", &["choice", "multi", "order", "match", "number"]),
    ("design", &["every", "same", "apart", "at-most", "share", "one-of", "reason", "probe"]),
];

impl Task {
    /// The kind's name, as printed.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Sql(_) => "sql",
            Self::Events(_) => "events",
            Self::Code(_) => "code",
            Self::Sim(_) => "sim",
            Self::Quiz(_) => "quiz",
            Self::Design(_) => "design",
        }
    }

    /// Types of checks that a task of this kind may have.
    #[must_use]
    pub fn check_types(&self) -> &'static [&'static str] {
        CHECK_TYPES.iter().find(|(kind, _)| *kind == self.kind()).map_or(&[], |(_, types)| types)
    }

    /// The first kind that has a type of check.
    #[must_use]
    pub fn kind_of_check(name: &str) -> Option<&'static str> {
        CHECK_TYPES.iter().find(|(_, types)| types.contains(&name)).map(|(kind, _)| *kind)
    }
}

/// Which generated inputs an exercise is judged on, told to the reader.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Default, Hash)]
#[serde(rename_all = "kebab-case")]
pub enum Effort {
    /// Fewer histories and orders.
    Quick,
    /// As the exercise says.
    #[default]
    Normal,
    /// Four times as many.
    Deep,
}

impl Effort {
    /// `normal` scaled to this effort, at least 1.
    #[must_use]
    pub fn scale(self, normal: usize) -> usize {
        match self {
            Self::Quick => (normal / 4).max(1),
            Self::Normal => normal.max(1),
            Self::Deep => normal.saturating_mul(4).max(1),
        }
    }
}
