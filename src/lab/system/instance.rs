//! Instances of services, and the handlers under way in them.

use std::collections::VecDeque;

use super::scripts::{Answer, Answered, Asked, Invocation, Started};
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
}

/// A handler under way.
pub(super) struct Handling {
    pub(super) number: Invocation,
    pub(super) origin: Origin,
    pub(super) cause: u64,
    pub(super) asked: u64,
    /// Answers that it has not heard yet.
    pub(super) waits: VecDeque<Waiting>,
    /// What it has heard.
    pub(super) history: Printer,
    pub(super) over: bool,
    /// What is replied, once it is over.
    pub(super) reply: Option<Answered>,
    pub(super) published: u64,
    /// All that it asked for.
    pub(super) effects: u32,
}

/// Why a handler runs.
pub(super) enum Origin {
    Request,
    Message,
    Tick,
    /// A call, by its number.
    Call(u64),
}

/// Something asked for.
pub(super) struct Waiting {
    pub(super) number: u64,
    pub(super) answer: Answer,
    pub(super) what: Waits,
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
}
