//! Databases with owners, and what scripts do to them.
//!
//! A [`Job`] names databases, services with rights, datasets and [`Task`]s; each task starts on fresh copies of a
//! dataset's databases. Scripts run statement by statement on a connection of their service, whose own database is `main`;
//! all others are attached under their names and refused by the guard unless the service may touch them.
//!
//! Map: [`job`] and [`done`] are the data; `script` splits a script into statements; `world` holds the databases;
//! `session` is one guarded connection, `pool` keeps those that can be used again; `guard`, `fuel` and `function` are its limits; `play`, `plan`, `interleave`
//! and `ask` do one kind of task each; `stage` makes their databases.
//!
//! Everything is counted (virtual-machine operations, rows, bytes, pages), nothing is timed: the same job gives the same
//! outcome on any machine. What a script does wrong is a [`Failure`] in the outcome.
//!
//! Architecture invariant: no connection runs a script without guard and fuel, the pack's scripts included; no script
//! reaches a clock, chance or a file.

mod ask;
mod capture;
mod done;
pub(super) mod fuel;
pub(super) mod function;
pub(super) mod guard;
mod interleave;
mod job;
mod plan;
mod play;
mod pool;
mod script;
pub(super) mod session;
mod stage;
pub(super) mod world;

pub use done::{
    Affinity, Cut, Done, Failure, Fault, Interleaved, Order, Outcome, Plan, PlanNode, Played, Reach, Refusal, Spot,
    State, Stated, Stepped, Table, TableState, Trial, Turn, TurnEnd,
};
pub use job::{Ask, Database, Fill, Interleave, Job, Play, Query, Service, Session, Step, Task, Trials};
pub use script::{Piece, split, spot};

use super::Gone;
use stage::{Props, Stage, Trouble};

/// Does jobs one after the other, and keeps databases and connections that the next job can use: jobs of a grading are about
/// the same databases, and to make those costs more than most scripts do.
#[derive(Default)]
pub struct Workshop {
    kept: Option<Props>,
}

impl Workshop {
    /// Does a job: deterministic in the job alone, whatever was done before; bounded in work, rows and bytes.
    ///
    /// # Errors
    /// Where the machine fails (memory, the temporary folder).
    pub fn run(&mut self, job: &Job) -> Result<Done, Gone> {
        let mut stage = Stage::new(job, &mut self.kept)?;
        let mut outcomes = Vec::with_capacity(job.tasks.len());
        let mut is_spent = false;
        for task in &job.tasks {
            if is_spent {
                outcomes.push(Outcome::Skipped);
                continue;
            }
            let outcome = match task {
                Task::Parse(script) => stage.parse(script),
                Task::Play(play) => play::play(&mut stage, play),
                Task::Interleave(interleave) => interleave::interleave(&mut stage, interleave),
                Task::Ask(ask) => ask::ask(&mut stage, ask),
            };
            let outcome = match outcome {
                Ok(outcome) => outcome,
                Err(Trouble::NotMade(why)) => Outcome::NotMade(why),
                Err(Trouble::Machine(gone)) => return Err(gone),
            };
            is_spent = outcome.is_spent();
            outcomes.push(outcome);
        }
        if !is_spent && let Some(props) = stage.clear() {
            self.kept = Some(props);
        }
        Ok(Done { outcomes })
    }
}

/// Does one job; see [`Workshop::run`].
///
/// # Errors
/// Where the machine fails (memory, the temporary folder).
pub fn run(job: &Job) -> Result<Done, Gone> {
    Workshop::default().run(job)
}

#[cfg(test)]
mod tests;
