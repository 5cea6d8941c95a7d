//! Stories kept from one grading to the next: those of an exercise and a seed are the same for every answer.

use std::collections::HashMap;
use std::ops::RangeInclusive;
use std::sync::Arc;

use super::story::{Story, stories};
use crate::base::Seed;
use crate::course::exercise::{Effort, EventsTask, Exercise};
use crate::grade::{Options, Stop};

/// Checks and seeds of which stories are kept, at most: a megabyte each, of the longest.
const MOST: usize = 18;

/// The stories of one exercise that were made before, by what they are made of.
#[derive(Debug, Default)]
pub struct Shelf {
    /// The exercise with its content.
    of: (String, String),
    kept: HashMap<(Seed, Effort, String), Arc<[Story]>>,
}

impl Shelf {
    /// Forgets everything.
    pub fn forget(&mut self) {
        self.kept.clear();
    }

    /// The stories of one check; see [`stories`].
    pub(super) fn stories(
        &mut self,
        exercise: &Exercise,
        task: &EventsTask,
        options: &Options,
        check: &str,
        count: usize,
        items: RangeInclusive<usize>,
    ) -> Result<Arc<[Story]>, Stop> {
        if self.of.0 != exercise.slug.as_str() || self.of.1 != exercise.digest {
            self.kept.clear();
            self.of = (exercise.slug.to_string(), exercise.digest.clone());
        }
        // How many and how long is in the check, which is in the content.
        let key = (options.seed, options.effort, check.to_owned());
        if let Some(made) = self.kept.get(&key) {
            return Ok(Arc::clone(made));
        }
        let made: Arc<[Story]> = stories(exercise, task, options, check, count, items)?.into();
        if self.kept.len() == MOST {
            self.kept.clear();
        }
        self.kept.insert(key, Arc::clone(&made));
        Ok(made)
    }
}
