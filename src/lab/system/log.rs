//! All that has passed between scripts and the world: what a handler does next is a function of it.

use std::rc::Rc;

use super::printed::Printed;
use super::scripts::Answered;
use crate::sim::Fingerprint;

/// What has passed since a module was started, the last first; logs share their beginnings.
#[derive(Debug, Clone)]
pub(super) struct Log {
    print: Fingerprint,
    last: Option<Rc<Entry>>,
}

#[derive(Debug)]
struct Entry {
    before: Log,
    event: Event,
    sight: Sight,
}

/// What a script is told.
#[derive(Debug, Clone)]
pub(super) enum Event {
    /// A handler is called: which run of one it is since the module was started, its name, its argument as JSON.
    Call(u32, Printed<String>, Printed<String>),
    /// An answer to what was asked for, by number since the module was started.
    Answer(u32, Printed<Answered>),
}

impl Event {
    pub(super) fn print(&self) -> Fingerprint {
        let (kind, number, print) = match self {
            Self::Call(number, handler, with) => (0, number, handler.print().and(with.print().0)),
            Self::Answer(number, answered) => (1, number, answered.print()),
        };
        print.and(u128::from(*number) << 1 | kind)
    }
}

/// What can be seen of time and chance: the moment, and where an instance's draws stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Sight {
    /// In milliseconds from the beginning, by the clock of the service.
    pub(super) now: i64,
    pub(super) seed: u64,
    pub(super) drawn: u64,
}

/// What of it was looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Looks {
    pub(super) now: bool,
    /// How often something was drawn.
    pub(super) draws: u64,
}

impl Looks {
    /// Whether two sights look the same.
    pub(super) fn alike(self, one: Sight, other: Sight) -> bool {
        (!self.now || one.now == other.now) && (self.draws == 0 || (one.seed, one.drawn) == (other.seed, other.drawn))
    }
}

impl Log {
    /// Of a module that was just started.
    pub(super) fn begin(module: usize) -> Self {
        Self { print: Printed::from(format!("module {module}")).print(), last: None }
    }

    /// The log after an event, during which it was looked at the sight so.
    pub(super) fn and(&self, event: Event, sight: Sight, looks: Looks) -> Self {
        let mut print = self.print.and(event.print().0);
        if looks.now {
            print = print.and(u128::from(sight.now.cast_unsigned()));
        }
        if looks.draws > 0 {
            print = print.and(u128::from(sight.seed) << 64 | u128::from(sight.drawn));
        }
        Self { print, last: Some(Rc::new(Entry { before: self.clone(), event, sight })) }
    }

    pub(super) fn print(&self) -> Fingerprint {
        self.print
    }

    /// What has passed, the first first.
    pub(super) fn events(&self) -> Vec<(&Event, Sight)> {
        let entries = std::iter::successors(self.last.as_deref(), |entry| entry.before.last.as_deref());
        let mut events: Vec<_> = entries.map(|entry| (&entry.event, entry.sight)).collect();
        events.reverse();
        events
    }
}
