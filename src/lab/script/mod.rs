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
mod engine;
mod job;
mod session;
#[cfg(test)]
mod tests;
mod value;

pub use done::{Done, Failure, NotJson, Outcome, Position, Returned, Thrown};
pub use job::{Arg, Call, Inputs, Job, Limits, Source, Start, Then, Thread};

use super::Gone;

/// Does a job, in a runtime made for it and dropped after it.
///
/// # Errors
/// [`Gone::Machine`] where the engine cannot be started; never for what the script does.
pub fn run(job: &Job) -> Result<Done, Gone> {
    let engine = engine::Engine::start(&job.limits)?;
    Ok(engine.with(|ctx, fuel| session::play(job, ctx, fuel)))
}
