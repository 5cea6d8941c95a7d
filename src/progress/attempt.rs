//! Attempts: graded runs of one's own answer, kept for ever.

use rusqlite::{Row, Transaction, params};
use serde::{Deserialize, Serialize};

use super::store::Store;
use super::{Fault, Mark, WallTime};
use crate::base::{Seed, Slug};
use crate::course::exercise::Effort;
use crate::grade::{Outcome, Report};

/// A graded run of one's own answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Attempt {
    /// The exercise.
    pub exercise: Slug,
    /// Digest of the exercise's judged files.
    pub content: String,
    /// Digest of the answer's files ([`super::digest`]).
    pub answer: String,
    /// The seed.
    pub seed: Seed,
    /// The effort.
    pub effort: Effort,
    /// Passed or failed.
    pub outcome: Outcome,
    /// Points reached.
    pub points: u32,
    /// Points there are.
    pub max_points: u32,
    /// Checks there are.
    pub checks: u32,
    /// Names of the checks that passed not, failed or skipped.
    pub failing: Vec<String>,
    /// Whether the answer differs from the starter beyond white space; with a failed outcome, an honest try.
    pub differs: bool,
    /// When.
    pub at: WallTime,
}

/// What became of an attempt handed to [`Store::record`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Recorded {
    /// It is kept.
    New,
    /// The same answer was graded before on the same content, seed and effort; only the latest outcome moved.
    Again,
    /// It could not be graded, so it does not count.
    NotGraded,
}

impl Attempt {
    /// The attempt that a report and its circumstances make.
    #[must_use]
    pub fn of(exercise: &Slug, report: &Report, answer: String, effort: Effort, differs: bool, at: WallTime) -> Self {
        let failing = report.checks.iter().filter(|check| check.outcome != Outcome::Passed);
        Self {
            exercise: exercise.clone(),
            content: report.content.clone(),
            answer,
            seed: Seed(report.seed),
            effort,
            outcome: report.outcome,
            points: report.points,
            max_points: report.max_points,
            checks: u32::try_from(report.checks.len()).unwrap_or(u32::MAX),
            failing: failing.map(|check| check.name.clone()).collect(),
            differs,
            at,
        }
    }

    pub(super) fn from_row(row: &Row<'_>) -> rusqlite::Result<Self> {
        let failing: String = row.get("failing")?;
        Ok(Self {
            exercise: parsed(row, "exercise")?,
            content: row.get("content")?,
            answer: row.get("answer")?,
            seed: Seed(row.get::<_, i64>("seed")?.cast_unsigned()),
            effort: effort(&row.get::<_, String>("effort")?).ok_or_else(|| bad("effort"))?,
            outcome: outcome(&row.get::<_, String>("outcome")?).ok_or_else(|| bad("outcome"))?,
            points: row.get("points")?,
            max_points: row.get("max_points")?,
            checks: row.get("checks")?,
            failing: failing.split(' ').filter(|name| !name.is_empty()).map(str::to_owned).collect(),
            differs: row.get("differs")?,
            at: WallTime(row.get("at")?),
        })
    }
}

impl Store {
    /// Keeps an attempt and moves the exercise's mark, in one transaction.
    ///
    /// # Errors
    /// The store cannot be written; nothing has changed then.
    pub fn record(&mut self, attempt: &Attempt) -> Result<Recorded, Fault> {
        self.record_with(attempt, |_| Ok(()))
    }

    /// Keeps an attempt, and what `more` keeps with it.
    pub(super) fn record_with(
        &mut self,
        attempt: &Attempt,
        more: impl FnOnce(&Transaction<'_>) -> rusqlite::Result<()>,
    ) -> Result<Recorded, Fault> {
        if attempt.outcome == Outcome::Ungradable {
            return Ok(Recorded::NotGraded);
        }
        self.write(|tx| {
            let new = insert(tx, attempt)?;
            more(tx)?;
            let before = Mark::load(tx, attempt.exercise.as_str())?.unwrap_or_default();
            before.after(attempt, new).store(tx, attempt.exercise.as_str())?;
            Ok(if new { Recorded::New } else { Recorded::Again })
        })
    }

    /// The attempts at an exercise, the oldest first.
    ///
    /// # Errors
    /// The store cannot be read.
    pub fn attempts(&self, exercise: &Slug) -> Result<Vec<Attempt>, Fault> {
        self.read(|db| {
            let mut query = db.prepare_cached("SELECT * FROM attempt WHERE exercise = ?1 ORDER BY id")?;
            query.query_map([exercise.as_str()], Attempt::from_row)?.collect()
        })
    }

    /// All attempts, the oldest first.
    ///
    /// # Errors
    /// The store cannot be read.
    pub fn all_attempts(&self) -> Result<Vec<Attempt>, Fault> {
        self.read(|db| {
            let mut query = db.prepare_cached("SELECT * FROM attempt ORDER BY id")?;
            query.query_map([], Attempt::from_row)?.collect()
        })
    }
}

/// Appends an attempt; false where it was there.
pub(super) fn insert(tx: &Transaction<'_>, attempt: &Attempt) -> rusqlite::Result<bool> {
    let mut insert = tx.prepare_cached(
        "INSERT INTO attempt(exercise, content, answer, seed, effort, outcome, points, max_points, checks, failing, differs, at) \
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12) ON CONFLICT DO NOTHING",
    )?;
    let rows = insert.execute(params![
        attempt.exercise.as_str(),
        attempt.content,
        attempt.answer,
        attempt.seed.0.cast_signed(),
        effort_name(attempt.effort),
        outcome_name(attempt.outcome),
        attempt.points,
        attempt.max_points,
        attempt.checks,
        attempt.failing.join(" "),
        attempt.differs,
        attempt.at.0,
    ])?;
    Ok(rows == 1)
}

/// Reads one row of a damaged file.
pub(super) fn salvaged(row: &Row<'_>) -> Option<Attempt> {
    Attempt::from_row(row).ok()
}

fn effort_name(effort: Effort) -> &'static str {
    match effort {
        Effort::Quick => "quick",
        Effort::Normal => "normal",
        Effort::Deep => "deep",
    }
}

fn effort(name: &str) -> Option<Effort> {
    [Effort::Quick, Effort::Normal, Effort::Deep].into_iter().find(|effort| effort_name(*effort) == name)
}

fn outcome_name(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Passed => "passed",
        Outcome::Failed => "failed",
        Outcome::Skipped => "skipped",
        Outcome::Ungradable => "ungradable",
    }
}

fn outcome(name: &str) -> Option<Outcome> {
    [Outcome::Passed, Outcome::Failed].into_iter().find(|outcome| outcome_name(*outcome) == name)
}

/// A column as an id.
pub(super) fn parsed(row: &Row<'_>, column: &str) -> rusqlite::Result<Slug> {
    Slug::new(row.get::<_, String>(column)?).map_err(|_| bad(column))
}

pub(super) fn bad(column: &str) -> rusqlite::Error {
    rusqlite::Error::InvalidColumnName(column.to_owned())
}
