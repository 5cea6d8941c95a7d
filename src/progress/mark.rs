//! Marks: where one stands with each exercise, kept beside the attempts so that no start has to count them.

use std::collections::BTreeMap;

use rusqlite::{Connection, OptionalExtension, Row, params};
use serde::Serialize;

use super::attempt::{bad, parsed};
use super::store::Store;
use super::{Attempt, Fault, WallTime};
use crate::base::Slug;
use crate::grade::Outcome;

/// Where one stands with an exercise.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Mark {
    /// Attempts made.
    pub attempts: u32,
    /// Failed attempts that differ from the starter: one allows to see the solution without asking.
    pub honest_tries: u32,
    /// When it was passed first.
    pub passed_at: Option<WallTime>,
    /// Points of the best attempt.
    pub points: u32,
    /// Points there were then.
    pub max_points: u32,
    /// Checks that passed in the best attempt.
    pub checks_passed: u32,
    /// Checks there were then.
    pub checks: u32,
    /// Digest of the content of the best attempt; an exercise with another has changed since.
    pub content: String,
    /// Whether the latest answer graded passes.
    pub latest_passed: bool,
    /// When the latest answer was graded.
    pub latest_at: Option<WallTime>,
    /// Hints seen.
    pub hints: u8,
    /// When the solution was first seen.
    pub solution_at: Option<WallTime>,
}

impl Mark {
    /// Whether the exercise was ever passed.
    #[must_use]
    pub fn passed(&self) -> bool {
        self.passed_at.is_some()
    }

    /// The mark after one more attempt; a repeated one (`new` is false) moves only what is latest.
    #[must_use]
    pub(super) fn after(mut self, attempt: &Attempt, new: bool) -> Self {
        let passes = attempt.outcome == Outcome::Passed;
        self.latest_passed = passes;
        self.latest_at = Some(attempt.at);
        if !new {
            return self;
        }
        self.attempts += 1;
        self.honest_tries += u32::from(!passes && attempt.differs);
        let better = (passes, attempt.points) > (self.passed(), self.points);
        if better || self.attempts == 1 {
            self.points = attempt.points;
            self.max_points = attempt.max_points;
            self.checks = attempt.checks;
            self.checks_passed = attempt.checks.saturating_sub(u32::try_from(attempt.failing.len()).unwrap_or(0));
            self.content.clone_from(&attempt.content);
        }
        if passes && self.passed_at.is_none() {
            self.passed_at = Some(attempt.at);
        }
        self
    }

    fn from_row(row: &Row<'_>) -> rusqlite::Result<Self> {
        Ok(Self {
            attempts: row.get(1)?,
            honest_tries: row.get(2)?,
            passed_at: row.get::<_, Option<i64>>(3)?.map(WallTime),
            points: row.get(4)?,
            max_points: row.get(5)?,
            checks_passed: row.get(6)?,
            checks: row.get(7)?,
            content: row.get(8)?,
            latest_passed: row.get(9)?,
            latest_at: row.get::<_, Option<i64>>(10)?.map(WallTime),
            hints: row.get(11)?,
            solution_at: row.get::<_, Option<i64>>(12)?.map(WallTime),
        })
    }

    pub(super) fn load(db: &Connection, exercise: &str) -> rusqlite::Result<Option<Self>> {
        let mut query = db.prepare_cached("SELECT * FROM mark WHERE exercise = ?1")?;
        query.query_row([exercise], Self::from_row).optional()
    }

    pub(super) fn load_all(db: &Connection) -> rusqlite::Result<Marks> {
        let mut query = db.prepare_cached("SELECT * FROM mark")?;
        let rows = query.query_map([], |row| Ok((parsed(row, "exercise")?, Self::from_row(row)?)))?;
        Ok(Marks(rows.collect::<rusqlite::Result<_>>()?))
    }

    pub(super) fn store(&self, db: &Connection, exercise: &str) -> rusqlite::Result<()> {
        let mut insert = db.prepare_cached(
            "INSERT OR REPLACE INTO mark VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)",
        )?;
        insert.execute(params![
            exercise,
            self.attempts,
            self.honest_tries,
            self.passed_at.map(|at| at.0),
            self.points,
            self.max_points,
            self.checks_passed,
            self.checks,
            self.content,
            self.latest_passed,
            self.latest_at.map(|at| at.0),
            self.hints,
            self.solution_at.map(|at| at.0),
        ])?;
        Ok(())
    }
}

/// The marks of all exercises that one has touched.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Marks(pub BTreeMap<Slug, Mark>);

impl Marks {
    /// The mark of an exercise, also where it was made under a former id.
    #[must_use]
    pub fn of(&self, exercise: &Slug, was: &[Slug]) -> Option<&Mark> {
        std::iter::once(exercise).chain(was).find_map(|slug| self.0.get(slug))
    }
}

impl Store {
    /// The marks of all exercises; one row an exercise, however many attempts there are.
    ///
    /// # Errors
    /// The store cannot be read.
    pub fn marks(&self) -> Result<Marks, Fault> {
        self.read(Mark::load_all)
    }

    /// The mark of one exercise; the empty mark where it was never touched.
    ///
    /// # Errors
    /// The store cannot be read.
    pub fn mark(&self, exercise: &Slug) -> Result<Mark, Fault> {
        self.read(|db| Ok(Mark::load(db, exercise.as_str())?.unwrap_or_default()))
    }

    /// Notes that hints up to the `seen`th (from 1) were shown.
    ///
    /// # Errors
    /// The store cannot be written.
    pub fn see_hints(&mut self, exercise: &Slug, seen: u8) -> Result<(), Fault> {
        self.write(|tx| {
            let mut mark = Mark::load(tx, exercise.as_str())?.unwrap_or_default();
            mark.hints = mark.hints.max(seen);
            mark.store(tx, exercise.as_str())
        })
    }

    /// Notes that the solution was shown.
    ///
    /// # Errors
    /// The store cannot be written.
    pub fn see_solution(&mut self, exercise: &Slug, at: WallTime) -> Result<(), Fault> {
        self.write(|tx| {
            let mut mark = Mark::load(tx, exercise.as_str())?.unwrap_or_default();
            mark.solution_at = mark.solution_at.or(Some(at));
            mark.store(tx, exercise.as_str())
        })
    }
}

/// Makes the marks anew from the attempts, keeping what they do not say (hints, solution).
pub(super) fn rebuild(tx: &Connection) -> rusqlite::Result<()> {
    let mut marks = Mark::load_all(tx)?.0;
    for mark in marks.values_mut() {
        *mark = Mark { hints: mark.hints, solution_at: mark.solution_at, ..Mark::default() };
    }
    let mut query = tx.prepare("SELECT * FROM attempt ORDER BY at, id")?;
    for attempt in query.query_map([], Attempt::from_row)? {
        let attempt = attempt?;
        let mark = marks.entry(attempt.exercise.clone()).or_default();
        *mark = std::mem::take(mark).after(&attempt, true);
    }
    marks.iter().try_for_each(|(exercise, mark)| mark.store(tx, exercise.as_str()))
}

/// Reads one row of a damaged file.
pub(super) fn salvaged(row: &Row<'_>) -> Option<(Slug, Mark)> {
    let read = || -> rusqlite::Result<_> {
        let exercise = Slug::new(row.get::<_, String>(0)?).map_err(|_| bad("exercise"))?;
        Ok((exercise, Mark::from_row(row)?))
    };
    read().ok()
}
