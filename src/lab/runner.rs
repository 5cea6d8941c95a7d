//! Who does jobs: this process, or a boxed child that can be killed.

use serde::{Deserialize, Serialize};

use super::{script, sql, system};

/// Work for a runner.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Job {
    /// Scripts on databases.
    Sql(sql::Job),
    /// Calls of a script module.
    Script(script::Job),
    /// A system to be explored, or one of its stories.
    System(Box<system::Job>),
}

/// What came of a job, in the variant of the job.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Done {
    /// Of [`Job::Sql`].
    Sql(sql::Done),
    /// Of [`Job::Script`].
    Script(script::Done),
    /// Of [`Job::System`].
    System(system::Done),
}

/// Why a job has no outcome.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
pub enum Gone {
    /// It did not stop before the deadline and was ended.
    #[error("the work did not stop and was ended")]
    Stopped,
    /// The process ended by itself (an abort, a memory limit).
    #[error("the worker ended: {0}")]
    Died(String),
    /// The reader asked to stop.
    #[error("cancelled")]
    Cancelled,
    /// The machine or this program failed.
    #[error("the work could not be done: {0}")]
    Machine(String),
}

/// Does jobs, one after the other; after a [`Gone`] the next job starts afresh.
pub trait Runner {
    /// Does a job.
    ///
    /// # Errors
    /// [`Gone`] where there is no outcome; never for what the job's scripts did wrong.
    fn run(&mut self, job: &Job) -> Result<Done, Gone> {
        self.run_heard(job, &mut |_| {})
    }

    /// Does a job; `hear` is told how far it is, where it takes long.
    ///
    /// # Errors
    /// As [`Runner::run`].
    fn run_heard(&mut self, job: &Job, hear: &mut dyn FnMut(system::Progress)) -> Result<Done, Gone>;
}

/// Does jobs in this process: for trusted scripts in tests and inside the worker itself.
#[derive(Debug, Default)]
pub struct InProcess;

impl Runner for InProcess {
    fn run_heard(&mut self, job: &Job, hear: &mut dyn FnMut(system::Progress)) -> Result<Done, Gone> {
        match job {
            Job::Sql(job) => sql::run(job).map(Done::Sql),
            Job::Script(job) => script::run(job).map(Done::Script),
            Job::System(job) => Ok(Done::System(system::run(job, hear))),
        }
    }
}

/// Runtimes kept ready: an answer's jobs come one after the other.
const READY: usize = 12;

/// As [`InProcess`], with the runtimes of the next scripts made while nobody waits for them, and what SQL jobs can use again.
#[derive(Default)]
pub struct Ahead {
    workshop: sql::Workshop,
    ready: Vec<script::Ready>,
    spent: Option<script::Spent>,
    /// Whose last job was none of scripts is not expected to get one.
    sql: bool,
}

impl Ahead {
    /// Clears away the last job's runtime.
    pub fn clear(&mut self) {
        self.spent = None;
    }

    /// Whether the next job's runtime is there, or none is expected to be needed.
    #[must_use]
    pub fn is_ready(&self) -> bool {
        self.sql || !self.ready.is_empty()
    }

    /// Makes one runtime more; false where there are enough.
    pub fn get_ready(&mut self) -> bool {
        if self.sql || self.ready.len() >= READY {
            return false;
        }
        // The next job tries again, and says what is wrong.
        let made = script::Ready::new().ok();
        let more = made.is_some();
        self.ready.extend(made);
        more
    }
}

impl Runner for Ahead {
    fn run_heard(&mut self, job: &Job, hear: &mut dyn FnMut(system::Progress)) -> Result<Done, Gone> {
        self.sql = !matches!(job, Job::Script(_));
        match job {
            Job::Sql(job) => self.workshop.run(job).map(Done::Sql),
            Job::Script(job) => {
                self.spent = None;
                let ready = self.ready.pop().map_or_else(script::Ready::new, Ok)?;
                let (done, spent) = ready.run(job)?;
                self.spent = Some(spent);
                Ok(Done::Script(done))
            }
            Job::System(job) => Ok(Done::System(system::run(job, hear))),
        }
    }
}
