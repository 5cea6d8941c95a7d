//! A runner that remembers.

use std::collections::HashMap;
use std::time::{Duration, Instant};

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
    took: Duration,
}

impl<R: Runner> Memo<R> {
    /// Remembers up to about so many bytes of outcomes.
    pub fn new(runner: R, bound: usize) -> Self {
        Self { runner, kept: HashMap::new(), bytes: 0, bound, took: Duration::ZERO }
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
    fn run(&mut self, job: &Job) -> Result<Done, Gone> {
        let bytes = postcard::to_stdvec(job).map_err(|error| Gone::Machine(error.to_string()))?;
        let key = blake3::hash(&bytes);
        if let Some((done, took)) = self.kept.get(&key) {
            self.took += *took;
            return Ok(done.clone());
        }
        let start = Instant::now();
        let done = self.runner.run(job)?;
        let took = start.elapsed();
        self.took += took;
        let size = postcard::experimental::serialized_size(&done).unwrap_or(usize::MAX);
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
