//! Instances of services, and the handlers under way in them.

use std::collections::VecDeque;
use std::rc::Rc;

use super::client::Outcome;
use super::device::Awaited;
use super::left::Sort;
use super::link::Obstacle;
use super::log::Log;
use super::printed::Printed;
use super::scripts::{Answered, Asked, Invocation, Thrown, To};
use super::time::Window;
use super::usage::Usage;
use crate::lab::script::Position;

/// An instance.
#[derive(Debug, Clone)]
pub(super) struct Instance {
    pub(super) service: usize,
    /// What has passed through its memory since it started; only that it has, where it keeps no memory.
    pub(super) memory: Option<Log>,
    /// How many handlers have begun since it started, where it keeps memory.
    pub(super) runs: u32,
    pub(super) open: Vec<Handling>,
    /// Its next commit is refused.
    pub(super) refuses: bool,
    /// Its next operation of the cache fails.
    pub(super) uncached: bool,
    /// It takes no step until it wakes.
    pub(super) paused: bool,
    /// Where time is kept: the moment at which it wakes.
    pub(super) wakes_at: u64,
    /// Where time is kept: when each of the handlers that it runs again and again is due.
    pub(super) timers: Vec<u64>,
    /// The first of its connections to its database; it has one for each handler that it can run at a time.
    pub(super) connection: usize,
}

/// A handler under way.
#[derive(Debug, Clone)]
pub(super) struct Handling {
    pub(super) number: Invocation,
    pub(super) origin: Origin,
    pub(super) cause: u64,
    pub(super) handler: Printed<String>,
    /// Its connection to the database.
    pub(super) connection: usize,
    pub(super) asked: u64,
    /// Answers that it has not heard yet.
    pub(super) waits: VecDeque<Waiting>,
    /// Which run of a handler it is, as the log counts.
    pub(super) run: u32,
    /// The moment at which it began.
    pub(super) began: u64,
    /// What has passed, where the instance keeps no memory.
    pub(super) log: Log,
    pub(super) over: bool,
    /// What it came to: it is over with that, or when what it has gathered is done.
    pub(super) result: Option<Rc<Result<String, Thrown>>>,
    /// All that it asked for.
    pub(super) effects: u32,
    /// How often it has reached nobody.
    pub(super) refused: u32,
    /// Where it asked for what failed last.
    pub(super) failed_at: Option<Rc<Position>>,
    /// Where it began its last transaction.
    pub(super) began_at: Option<Rc<Position>>,
    pub(super) usage: Usage,
}

impl Handling {
    /// What its client hears.
    pub(super) fn outcome(&self) -> Outcome {
        match self.result.as_deref() {
            Some(Ok(result)) => Outcome::Done(result.clone()),
            Some(Err(Thrown { kind, message, .. })) => Outcome::Failed { kind: kind.clone(), message: message.clone() },
            None => Outcome::Timeout,
        }
    }
}

/// Why a handler runs.
#[derive(Debug, Clone)]
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
#[derive(Debug, Clone)]
pub(super) struct Waiting {
    pub(super) number: u64,
    pub(super) to: To,
    pub(super) what: Waits,
    /// What it would be to lose the answer, where that can be.
    pub(super) may_lose: Option<Sort>,
    /// Whether nothing but rows was asked for, and nothing is changed by it.
    pub(super) only_reads: bool,
    /// When it can be heard.
    pub(super) window: Window,
    /// Of a call where time is kept: the moment at which its caller gives up, and which call it is.
    pub(super) until: Option<(u64, u64)>,
}

#[derive(Debug, Clone)]
pub(super) enum Waits {
    /// Done; to be heard.
    Answered(Printed<Answered>),
    /// For a moment.
    Moment(u64),
    /// For the reply to a call, by its number; with its cause.
    Reply(u64, u64),
    /// For another to end its transaction.
    Lock(Asked),
    /// For rows of the store, that another has locked.
    Rows(Asked, Awaited),
    /// To go on with what is done piece by piece.
    More(Asked),
    /// For the instance to wake and do it.
    Held(Asked),
    /// Has reached nobody once too often; hears so when that has changed.
    Barred(Printed<Answered>, Obstacle),
}

impl Waits {
    /// Done, with this answer.
    pub(super) fn answered(answered: Answered) -> Self {
        Self::Answered(answered.into())
    }
}
