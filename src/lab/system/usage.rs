//! What one run of a handler takes, against what it may take.

use serde::{Deserialize, Serialize};

use super::note::Pen;
use super::scripts::Invocation;
use super::setup::{Budget, Rule};
use super::system::System;

/// What a run of a handler has taken so far.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Usage {
    pub(super) calls: u32,
    pub(super) messages: u32,
    pub(super) rows: u32,
    /// Effects since its transaction began.
    pub(super) transaction: u32,
    /// Milliseconds from its beginning to its end, once it has ended.
    pub(super) ms: u64,
}

/// What may be limited.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Resource {
    /// Calls of other services.
    Calls,
    /// Messages published.
    Messages,
    /// Rows read.
    Rows,
    /// Effects while a transaction is open.
    Transaction,
    /// Time.
    Time,
}

impl Resource {
    const ALL: [Self; 5] = [Self::Calls, Self::Messages, Self::Rows, Self::Transaction, Self::Time];

    /// How much of it a budget allows.
    fn most(self, budget: &Budget) -> Option<u64> {
        match self {
            Self::Calls => budget.calls.map(u64::from),
            Self::Messages => budget.messages.map(u64::from),
            Self::Rows => budget.rows.map(u64::from),
            Self::Transaction => budget.transaction.map(u64::from),
            Self::Time => budget.ms,
        }
    }

    fn taken(self, usage: &Usage) -> u64 {
        match self {
            Self::Calls => u64::from(usage.calls),
            Self::Messages => u64::from(usage.messages),
            Self::Rows => u64::from(usage.rows),
            Self::Transaction => u64::from(usage.transaction),
            Self::Time => usage.ms,
        }
    }

    /// The code of its violation.
    pub(super) fn code(self) -> u16 {
        self as u16 + 1
    }
}

impl System<'_> {
    /// A handler takes something; what goes beyond a budget now goes into the note.
    pub(super) fn takes(&mut self, at: usize, by: Invocation, pen: &mut Pen, take: impl FnOnce(&mut Usage)) {
        let setup = self.setup();
        let service = &setup.services[self.instances[at].service].name;
        let Some(handling) = self.handling(at, by) else { return };
        let before = handling.usage;
        take(&mut handling.usage);
        let (after, handler) = (handling.usage, &handling.handler);
        for (check, rule) in setup.checks.iter().map(|check| &check.rule).enumerate() {
            let Rule::Budget(budget) = rule else { continue };
            if (&budget.service, &budget.handler) != (service, &**handler) {
                continue;
            }
            for of in Resource::ALL {
                if let Some(most) = of.most(budget)
                    && of.taken(&before) <= most
                    && of.taken(&after) > most
                {
                    pen.exceeded(check, of, most);
                }
            }
        }
    }
}
