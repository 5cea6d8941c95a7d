//! Generated inputs: the rows of a dataset, the fields of commands and events.
//!
//! Every value comes from a stream named by seed, exercise, place and case, so that adding a column, a check or a case
//! moves no other, and the same seed gives the same values on any machine. Values are made to tell answers apart: the
//! ends of ranges, ties, NULLs, and Korean composed and decomposed come often.
//!
//! Architecture invariant: nothing here looks at an answer.

mod dataset;
mod text;
mod time;
mod value;

pub(crate) use dataset::dataset;
pub(crate) use value::{Maker, sql};

use super::Stop;

/// A generator that cannot make what it promises: the author's mistake, in words.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub(crate) struct Broken(pub String);

impl From<Broken> for Stop {
    fn from(broken: Broken) -> Self {
        Self::Ours(broken.0)
    }
}
