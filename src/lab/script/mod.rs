//! The script runtime: JavaScript modules of pure functions, run where they can do no harm.
//!
//! A [`Job`] names a module and what to call; [`run`] loads it in a runtime of its own and hands back a [`Done`] of
//! plain data. What a script does wrong is data ([`Failure`]), and the same on any machine: work is counted, there is
//! no clock and no chance, and a value crosses the border through the engine, never through anything that the script
//! could have replaced.
//!
//! What is *not* held here: a few loops of the engine count no work (a long multiplication of `BigInt`s, a search in a
//! text of megabytes). Lengths are bounded where they are known; for the rest there is the process around this one,
//! which is ended at a deadline. `**` with a fraction as exponent is the C library's and may differ in its last digit.

mod done;
pub(super) mod engine;
mod job;
mod session;
#[cfg(test)]
mod tests;
mod value;

pub use done::{Done, Failure, NotJson, Outcome, Position, Returned, Thrown};
pub use job::{Arg, Call, Inputs, Job, Limits, Source, Start, Then, Thread};

use super::Gone;
use engine::Nulls;

/// A runtime that waits for its one job.
pub struct Ready(engine::Engine);

/// A runtime that has done its job; to drop it takes a moment.
pub struct Spent(#[expect(dead_code, reason = "it is kept to be dropped")] engine::Engine);

impl Ready {
    /// Makes a runtime; takes about a millisecond.
    ///
    /// # Errors
    /// [`Gone::Machine`] where the engine cannot be started.
    pub fn new() -> Result<Self, Gone> {
        engine::Engine::start().map(Self)
    }

    /// Does the job that it waited for.
    ///
    /// # Errors
    /// Those of the engine; never for what the script does.
    pub fn run(self, job: &Job) -> Result<(Done, Spent), Gone> {
        let first = Nulls::default();
        let done = self.play(job, &first)?;
        if first.seen.get().is_none() {
            return Ok((done, Spent(self.0)));
        }
        // A script's own `null` comes again after the same work however much memory there is; the engine's comes later.
        let limits = Limits { memory_bytes: 2 * job.limits.memory_bytes, ..job.limits };
        let again = Nulls::default();
        if Self::new()?.play(&Job { limits, ..job.clone() }, &again)? != done || again.seen != first.seen {
            return Ok((done, Spent(self.0)));
        }
        let anew = Self::new()?;
        let done = anew.play(job, &Nulls { own: true, ..Nulls::default() })?;
        Ok((done, Spent(anew.0)))
    }

    fn play(&self, job: &Job, nulls: &Nulls) -> Result<Done, Gone> {
        self.0.with(&job.limits, |ctx, host, fuel| session::play(job, ctx, &host, fuel, nulls))
    }
}

/// Does a job, in a runtime made for it and dropped after it.
///
/// # Errors
/// [`Gone::Machine`] where the engine cannot be started; never for what the script does.
pub fn run(job: &Job) -> Result<Done, Gone> {
    Ready::new()?.run(job).map(|(done, _)| done)
}
