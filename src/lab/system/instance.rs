//! Instances of services, and the handlers under way in them.

use std::collections::VecDeque;

use super::client::Outcome;
use super::left::Sort;
use super::link::Obstacle;
use super::scripts::{Answer, Answered, Asked, Invocation, Started, Thrown};
use super::usage::Usage;
use crate::sim::Printer;

/// An instance.
pub(super) struct Instance {
    pub(super) service: usize,
    pub(super) memory: Option<Started>,
    pub(super) open: Vec<Handling>,
    /// What has passed through its memory since it started; nothing where it keeps no memory.
    pub(super) history: Printer,
    /// How often it has started.
    pub(super) starts: u64,
    /// Its next commit is refused.
    pub(super) refuses: bool,
    /// It takes no step until it wakes.
    pub(super) paused: bool,
    /// The first of its connections to its database; it has one for each handler that it can run at a time.
    pub(super) connection: usize,
}

/// A handler under way.
pub(super) struct Handling {
    pub(super) number: Invocation,
    pub(super) origin: Origin,
    pub(super) cause: u64,
    pub(super) handler: String,
    /// Its connection to the database.
    pub(super) connection: usize,
    pub(super) asked: u64,
    /// Answers that it has not heard yet.
    pub(super) waits: VecDeque<Waiting>,
    /// What it has heard.
    pub(super) history: Printer,
    pub(super) over: bool,
    /// What it came to, once it is over.
    pub(super) result: Option<Result<String, Thrown>>,
    /// All that it asked for.
    pub(super) effects: u32,
    /// How often it has reached nobody.
    pub(super) refused: u32,
    pub(super) usage: Usage,
}

impl Handling {
    /// What its client hears.
    pub(super) fn outcome(&self) -> Outcome {
        match &self.result {
            Some(Ok(result)) => Outcome::Done(result.clone()),
            Some(Err(Thrown { kind, message, .. })) => Outcome::Failed { kind: kind.clone(), message: message.clone() },
            None => Outcome::Timeout,
        }
    }
}

/// Why a handler runs.
pub(super) enum Origin {
    /// A request, by its place in the workload.
    Request(usize),
    Message,
    Tick,
    /// A call, by its number.
    Call(u64),
    /// Its instance has started.
    Start,
}

/// Something asked for.
pub(super) struct Waiting {
    pub(super) number: u64,
    pub(super) answer: Answer,
    pub(super) what: Waits,
    /// What it would be to lose the answer, where that can be.
    pub(super) may_lose: Option<Sort>,
}

pub(super) enum Waits {
    /// Done; to be heard.
    Answered(Answered),
    /// For a moment.
    Moment(u64),
    /// For the reply to a call, by its number.
    Reply(u64),
    /// For another to end its transaction.
    Lock(Box<Asked>),
    /// For the instance to wake and do it.
    Held(Box<Asked>),
    /// Has reached nobody once too often; hears so when that has changed.
    Barred(Answered, Obstacle),
}
