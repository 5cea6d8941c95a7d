//! A runner that remembers.

use std::collections::HashMap;
use std::time::{Duration, Instant};

use serde::Serialize;

use crate::lab::system::Progress;
use crate::lab::{Done, Gone, Job, Runner};

/// Remembers outcomes by job, so that the same job of the pack (the solution on a dataset) is done once.
///
/// Only for jobs whose outcome depends on the job alone, as all of the lab's do. When what is kept grows over the
/// bound, all of it is forgotten.
#[derive(Debug)]
pub struct Memo<R> {
    runner: R,
    kept: HashMap<blake3::Hash, (Done, Duration)>,
    bytes: usize,
    bound: usize,
    /// The largest job that is remembered, in bytes.
    largest: usize,
    took: Duration,
}

impl<R: Runner> Memo<R> {
    /// Remembers up to about so many bytes of outcomes.
    pub fn new(runner: R, bound: usize) -> Self {
        Self { runner, kept: HashMap::new(), bytes: 0, bound, largest: usize::MAX, took: Duration::ZERO }
    }

    /// The same, for jobs up to so many bytes alone: where most of the others come once.
    #[must_use]
    pub fn up_to(self, largest: usize) -> Self {
        Self { largest, ..self }
    }

    /// From now on remembers up to about so many bytes.
    pub fn remember(&mut self, bound: usize) {
        self.bound = bound;
    }

    /// Forgets everything.
    pub fn forget(&mut self) {
        self.kept.clear();
        self.bytes = 0;
    }

    /// The time that all jobs asked for took when they were really done.
    pub(crate) fn took(&self) -> Duration {
        self.took
    }

    /// The runner that does what is not remembered.
    pub(crate) fn inner(&mut self) -> &mut R {
        &mut self.runner
    }
}

impl<R: Runner> Runner for Memo<R> {
    fn run_heard(&mut self, job: &Job, hear: &mut dyn FnMut(Progress)) -> Result<Done, Gone> {
        if self.bound == 0 || self.largest < usize::MAX && size(job) > self.largest {
            return self.runner.run_heard(job, hear);
        }
        let bytes = postcard::to_stdvec(job).map_err(|error| Gone::Machine(error.to_string()))?;
        let key = blake3::hash(&bytes);
        if let Some((done, took)) = self.kept.get(&key) {
            self.took += *took;
            return Ok(done.clone());
        }
        let start = Instant::now();
        let done = self.runner.run_heard(job, hear)?;
        let took = start.elapsed();
        self.took += took;
        let size = size(&done);
        if size <= self.bound {
            if self.bytes + size > self.bound {
                self.forget();
            }
            self.bytes += size;
            self.kept.insert(key, (done.clone(), took));
        }
        Ok(done)
    }
}

/// The bytes of a value in a frame.
fn size<T: Serialize>(value: &T) -> usize {
    postcard::experimental::serialized_size(value).unwrap_or(usize::MAX)
}
