//! The script runtime: JavaScript modules of pure functions, run where they can do no harm.
//!
//! A [`Job`] names a module and what to call; [`run`] loads it in a runtime of its own and hands back a [`Done`] of
//! plain data. What a script does wrong is data ([`Failure`]), and the same on any machine: work is counted, there is
//! no clock and no chance, and a value crosses the border through the engine, never through anything that the script
//! could have replaced.

mod done;
mod job;

pub use done::{Done, Failure, NotJson, Outcome, Position, Returned, Thrown};
pub use job::{Arg, Call, Inputs, Job, Limits, Source, Start, Then, Thread};

use super::Gone;

/// Does a job.
///
/// # Errors
/// [`Gone::Machine`] where the engine cannot be started; never for what the script does.
pub fn run(_job: &Job) -> Result<Done, Gone> {
    Err(Gone::Machine("the script runtime is not there yet".to_owned()))
}
