//! A story as data: what every picture of it is drawn from.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::note::{Misuse, Note};
use super::outside::at_start;
use super::setup::Setup;
use super::theatre::{MISUSE, Theatre};
use crate::base::Value;
use crate::lab::sql::Table;
use crate::sim::{End, Failure, Scenario as _, Schedule, tell};

/// A story, told step by step.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Trace {
    /// The instances, by service and number: lifelines.
    pub instances: Vec<(String, u16)>,
    /// The tables as they were at the beginning. What they are after a step is the fold of the changes up to it.
    pub tables: Vec<TableAtStart>,
    /// The steps.
    pub steps: Vec<Note>,
    /// How it ends.
    pub end: Ending,
    /// Checks that do not hold at the end, with the rows that show it.
    pub at_rest: Vec<(usize, Table)>,
    /// What fails in it, and after how many steps that was seen first.
    pub broken: Vec<(Broken, usize)>,
    /// Whether deviations of the schedule found no place: it was made for another answer.
    pub adapted: bool,
}

/// A table at the beginning.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct TableAtStart {
    /// The service.
    pub service: String,
    /// The table.
    pub name: String,
    /// Its columns.
    pub columns: Vec<String>,
    /// Its rows.
    pub rows: Vec<Vec<Value>>,
}

/// How a story ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Ending {
    /// Nothing is left to do.
    Rest,
    /// It goes round for ever.
    Loop {
        /// Steps before the way round begins.
        from: usize,
        /// Steps of the way round.
        length: usize,
    },
    /// It was cut off at the bound of steps.
    Bound,
    /// Its time was up.
    Horizon,
}

/// What fails.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Broken {
    /// A check, by number.
    Check(u16),
    /// A handler did what none may do.
    Misuse(Misuse),
    /// It goes round for ever and never rests.
    Livelock,
    /// It does not rest within the bound of steps, or of time.
    NotSettled,
}

impl Broken {
    pub(super) fn of(failure: Failure) -> Self {
        match failure {
            Failure::Broken(violation) if violation.check == MISUSE => Self::Misuse(Misuse::of(violation.code)),
            Failure::Broken(violation) => Self::Check(violation.check),
            Failure::Livelock => Self::Livelock,
            Failure::NotSettled => Self::NotSettled,
        }
    }
}

impl Trace {
    /// Tells a story, `bound` steps at most.
    #[must_use]
    pub fn tell(theatre: &Theatre, schedule: &Schedule, bound: usize) -> Self {
        let told = tell(&theatre, schedule, bound);
        let mut broken: Vec<(Broken, usize)> =
            told.failures.into_iter().map(|(failure, at)| (Broken::of(failure), at)).collect();
        broken.sort_by_key(|(broken, at)| (*at, *broken));
        let mut tables = theatre.tables();
        tables.extend(at_start(&theatre.start(&BTreeSet::new()), &told.notes));
        Self {
            instances: theatre.names(),
            tables,
            steps: told.notes,
            end: match told.end {
                End::Rest => Ending::Rest,
                End::Loop { from, length } => Ending::Loop { from, length },
                End::Bound => Ending::Bound,
                End::Horizon => Ending::Horizon,
            },
            broken,
            at_rest: told.rest.map(|note| note.broken).unwrap_or_default(),
            adapted: !told.passed_over.is_empty(),
        }
    }

    /// The rows that break a check, where they are first seen.
    #[must_use]
    pub fn rows(&self, check: u16) -> Option<&Table> {
        let of = |note: &Note| note.broken.iter().position(|(number, _)| *number == usize::from(check));
        let mut found = self.steps.iter().filter_map(|note| of(note).map(|at| &note.broken[at].1));
        found
            .next()
            .or_else(|| self.at_rest.iter().find(|(number, _)| *number == usize::from(check)).map(|(_, rows)| rows))
    }

    /// 32 digits that are the same for the same story, in any process.
    #[must_use]
    pub fn hash(&self) -> String {
        let bytes = postcard::to_allocvec(self).expect("a trace is plain data");
        blake3::hash(&bytes).to_hex()[..32].to_owned()
    }
}

impl Setup {
    /// The name of what fails, where it is a check.
    #[must_use]
    pub fn check_of(&self, broken: Broken) -> Option<&str> {
        match broken {
            Broken::Check(number) => self.checks.get(usize::from(number)).map(|check| check.name.as_str()),
            Broken::Misuse(_) | Broken::Livelock | Broken::NotSettled => None,
        }
    }
}
