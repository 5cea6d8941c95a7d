//! Parts beside databases and broker that handlers work with: one file for each.
//!
//! All of them are shared by the whole system, but for the stores, of which each service has its own. What an operation
//! does is done at once and in one piece; that its handler hears of it is a step of its own, inside a transaction of a
//! database too: none of these parts takes part in one.

mod store;

use serde::{Deserialize, Serialize};
use serde_json::Value as Json;

use super::instance::Waits;
use super::left::Sort;
use super::note::{Did, Misuse, Note};
use super::scripts::{Answered, Asked, Invocation};
use super::setup::Setup;
use super::system::System;
use super::theatre::Unplayable;
use crate::base::Value;
use crate::sim::{Fingerprint, Printer};
pub(super) use store::Awaited;
use store::Stores;

/// A part that handlers work with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Part {
    /// The emulated store of a service.
    Store,
}

impl Part {
    const ALL: [Self; 1] = [Self::Store];

    /// Its name, as handlers have it: `ctx.store`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Store => "store",
        }
    }
}

/// The state of all parts.
#[derive(Debug, Clone)]
pub(super) struct Devices {
    pub(super) stores: Stores,
}

/// What came of an operation.
pub(super) enum Came {
    /// It is done.
    Done(Json),
    /// It is done, and is heard of at once: nobody could do anything before that matters.
    AtOnce(Json),
    /// It waits until these rows of the service's store are free, and is then done anew.
    Waits(Awaited),
}

/// Why an operation was not done.
pub(super) enum Denied {
    /// With what a handler can live: the kind of its error, and what it says.
    Error(&'static str, String),
    /// The row or stream is not as its writer thinks.
    Conflict {
        /// What to do about it.
        says: String,
        /// What the writer thinks, and what is.
        between: Box<(Json, Json)>,
    },
    /// What no handler may do.
    Misused(Misuse, String),
}

impl Devices {
    /// The parts with what is in them at the beginning.
    pub(super) fn new(setup: &Setup) -> Result<Self, Unplayable> {
        Ok(Self { stores: Stores::new(&setup.services)? })
    }

    /// A handler is gone, or its time is over: what it holds is free. Whether it held anything.
    pub(super) fn release(&mut self, by: Invocation) -> bool {
        self.stores.release(by)
    }

    /// What is kept; `named` tells what a handler under way is called in every order.
    pub(super) fn print(&self, named: &dyn Fn(Invocation) -> u64) -> Fingerprint {
        let mut printer = Printer::default();
        self.stores.print(&mut printer, named);
        printer.print()
    }
}

impl System<'_> {
    /// Does what a handler asks of a part.
    pub(super) fn work_with(&mut self, at: usize, asked: Asked, note: &mut Note) {
        let (part, operation) = asked.operation.split_once('.').unwrap_or_default();
        let part = Part::ALL.into_iter().find(|one| one.name() == part);
        let given: Json = serde_json::from_str(&asked.value).unwrap_or_default();
        let came = match part {
            Some(Part::Store) => self.store(at, asked.by, operation, &asked.subject, &given),
            None => Err(Denied::Misused(Misuse::NoPart, format!("there is no {}", asked.operation))),
        };
        let result = match &came {
            Ok(Came::Done(value) | Came::AtOnce(value)) => Ok(value.to_string()),
            Ok(Came::Waits(_)) => Ok(String::new()),
            Err(denied) => Err(denied.words()),
        };
        let (answered, at_once) = match came {
            Ok(Came::Waits(awaited)) => {
                self.wait(at, asked.by, asked.answer, Waits::Rows(asked, awaited));
                return;
            }
            Ok(Came::Done(value)) => (Ok(value.to_string()), false),
            Ok(Came::AtOnce(value)) => (Ok(value.to_string()), true),
            Err(denied) => (Err(denied.told(note)), false),
        };
        if let Some(part) = part {
            note.did.push(Did::Used {
                part,
                operation: operation.to_owned(),
                on: asked.subject.clone(),
                given: asked.value.clone(),
                result,
            });
        }
        self.give(at, &asked, answered, at_once, note);
    }

    fn give(&mut self, at: usize, asked: &Asked, answered: Answered, at_once: bool, note: &mut Note) {
        if at_once {
            self.hear(at, asked.by, asked.answer, answered.into(), note);
            return;
        }
        let may_lose = match asked.operation.as_str() {
            "store.commit" => Some(Sort::UnansweredCommit),
            _ => None,
        };
        self.wait(at, asked.by, asked.answer, Waits::answered(answered));
        let waiting = self.handling(at, asked.by).and_then(|handling| handling.waits.back_mut());
        if let Some(waiting) = waiting {
            waiting.may_lose = may_lose;
        }
    }
}

impl Denied {
    /// As a trace tells it.
    fn words(&self) -> String {
        match self {
            Self::Error(kind, says) => format!("{kind}: {says}"),
            Self::Conflict { says, between } => {
                format!("Conflict: {says} ({} expected, {} found)", between.0, between.1)
            }
            Self::Misused(_, says) => says.clone(),
        }
    }

    /// As a handler hears it; a misuse is noted.
    fn told(self, note: &mut Note) -> (&'static str, String) {
        match self {
            Self::Error(kind, says) => (kind, says),
            Self::Conflict { says, between } => {
                let (expected, actual) = *between;
                let told = serde_json::json!({ "says": says, "expected": expected, "actual": actual });
                ("Conflict", told.to_string())
            }
            Self::Misused(misuse, says) => {
                note.did.push(Did::Misused(misuse));
                ("Misuse", says)
            }
        }
    }
}

/// A text as a cell of a table.
fn cell(text: &str) -> Value {
    Value::Text(text.to_owned())
}

#[cfg(test)]
mod tests;
