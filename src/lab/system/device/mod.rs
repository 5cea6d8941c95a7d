//! Parts beside databases and broker that handlers work with: one file for each.
//!
//! All of them are shared by the whole system, but for the stores, of which each service has its own. What an operation
//! does is done at once and in one piece; that its handler hears of it is a step of its own, inside a transaction of a
//! database too: none of these parts takes part in one.

mod cache;
mod events;
mod feed;
mod files;
mod keys;
mod objects;
mod store;

use serde::{Deserialize, Serialize};
use serde_json::Value as Json;

use super::act::cause;
use super::instance::{Origin, Waits};
use super::left::Sort;
use super::note::{Did, Misuse, Pen};
use super::scripts::{Answered, Asked, Asking, Invocation};
use super::setup::Setup;
use super::system::System;
use super::theatre::Unplayable;
use super::touch::Thing;
use super::trace::TableAtStart;
use crate::base::Value;
use crate::lab::script::Position;
use crate::sim::{Fingerprint, Printer};
use cache::Cache;
use events::Events;
use feed::Feeds;
use files::Files;
use keys::Keys;
use objects::Objects;
pub(super) use store::Awaited;
use store::Stores;

/// A part that handlers work with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Part {
    /// The cache.
    Cache,
    /// The event store.
    Events,
    /// The change feed of a database.
    Feed,
    /// Files.
    Files,
    /// Keys to encrypt with.
    Keys,
    /// Objects.
    Objects,
    /// The emulated store of a service.
    Store,
}

impl Part {
    const ALL: [Self; 7] = [Self::Cache, Self::Events, Self::Feed, Self::Files, Self::Keys, Self::Objects, Self::Store];

    /// Its name, as handlers have it: `ctx.store`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Cache => "cache",
            Self::Events => "events",
            Self::Feed => "feed",
            Self::Files => "fs",
            Self::Keys => "keys",
            Self::Objects => "objects",
            Self::Store => "store",
        }
    }
}

/// The state of all parts.
#[derive(Debug, Clone)]
pub(super) struct Devices {
    pub(super) cache: Cache,
    pub(super) events: Events,
    pub(super) feeds: Feeds,
    pub(super) files: Files,
    pub(super) objects: Objects,
    keys: Keys,
    pub(super) stores: Stores,
}

/// What came of an operation.
pub(super) enum Came {
    /// It is done.
    Done(Json),
    /// It is done, and is heard of at once: nobody could do anything before that matters.
    AtOnce(Json),
    /// A piece of a file is written; what is left is asked for with this.
    Wrote(Json, Option<(&'static str, Json)>),
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
    pub(super) fn new(setup: &Setup, tables: &[TableAtStart]) -> Result<Self, Unplayable> {
        let stores = Stores::new(&setup.services)?;
        Ok(Self {
            cache: Cache::default(),
            events: Events::default(),
            feeds: Feeds::new(setup, tables),
            files: Files::default(),
            objects: Objects::default(),
            keys: Keys::default(),
            stores,
        })
    }

    /// A handler is gone, or its time is over: what it holds is free. Whether it held anything.
    pub(super) fn release(&mut self, by: Invocation) -> bool {
        self.stores.release(by)
    }

    /// Whether a handler holds anything.
    pub(super) fn holds(&self, by: Invocation) -> bool {
        self.stores.holds(by)
    }

    /// What is kept, at a moment, with or without when it is gone by itself; `named` tells what a handler under way is
    /// called in every order.
    pub(super) fn print(&self, when: (u64, bool), named: &dyn Fn(Invocation) -> u64) -> Fingerprint {
        let mut printer = Printer::default();
        self.cache.print(&mut printer, when);
        self.events.print(&mut printer);
        self.feeds.print(&mut printer);
        self.files.print(&mut printer);
        self.objects.print(&mut printer);
        self.keys.print(&mut printer);
        self.stores.print(&mut printer, named);
        printer.print()
    }
}

impl System<'_> {
    /// Does what a handler asks of a part.
    pub(super) fn work_with(&mut self, at: usize, asked: Asked, pen: &mut Pen) {
        let (part, operation) = asked.operation.split_once('.').unwrap_or_default();
        let part = Part::ALL.into_iter().find(|one| one.name() == part);
        self.touch_part(part, at, &asked);
        let came = match part {
            Some(Part::Cache) => self.cache(at, &asked, operation, asked.given()),
            Some(Part::Events) => {
                let (by, asked_so_far) = self.asker(at, asked.by);
                let id = |nth: u64| format!("{:x}-{asked_so_far}-{nth}", by & 0xff_ffff);
                self.devices.events.work(operation, &asked.subject, asked.given(), &id)
            }
            Some(Part::Files) => self.devices.files.work(operation, &asked.subject, asked.given()),
            Some(Part::Keys) => self.devices.keys.work(operation, &asked.subject, asked.given()),
            Some(Part::Objects) => self.devices.objects.work(operation, &asked.subject, asked.given()),
            Some(Part::Feed) => self.feed(at, operation, &asked.subject, asked.given()),
            Some(Part::Store) => self.store(at, asked.by, operation, &asked.subject, asked.given()),
            None => Err(Denied::Misused(Misuse::NoPart, format!("there is no {}", asked.operation))),
        };
        let result = match &came {
            Ok(Came::Done(value) | Came::AtOnce(value)) => Ok(value.to_string()),
            Ok(Came::Wrote(..)) => Ok("null".to_owned()),
            Ok(Came::Waits(_)) => Ok(String::new()),
            Err(denied) => Err(denied.words()),
        };
        let mut shown = asked.value.clone();
        let mut more = None;
        let (answered, at_once) = match came {
            Ok(Came::Wrote(wrote, left)) => {
                (shown, more) = (wrote.to_string(), left);
                (Ok("null".to_owned()), false)
            }
            Ok(Came::Waits(awaited)) => {
                self.wait(at, asked.to(), Waits::Rows(asked, awaited));
                return;
            }
            Ok(Came::Done(value)) => (Ok(value.to_string()), false),
            Ok(Came::AtOnce(value)) => (Ok(value.to_string()), true),
            Err(denied) => (Err(denied.told(asked.at.as_deref(), pen)), false),
        };
        if let Some(part) = part {
            pen.did(|| Did::Used {
                part,
                operation: operation.to_owned(),
                on: asked.subject.clone(),
                given: shown,
                result,
            });
        }
        if let Some((operation, left)) = more {
            let (operation, subject, value) = (operation.to_owned(), asked.subject.clone(), left.to_string());
            let what = Asking::new(operation, subject, value);
            self.wait(at, asked.to(), Waits::More(Asked { what, ..asked }));
            return;
        }
        self.give(at, &asked, answered, at_once, pen);
    }

    /// Names what an operation of a part touches. A store is its service's own.
    fn touch_part(&mut self, part: Option<Part>, at: usize, asked: &Asked) {
        match part {
            Some(Part::Cache) => {
                self.touched.reads(Thing::Clock);
                self.touched.writes(Thing::Entry(&asked.subject));
            }
            Some(Part::Feed) => {
                let read = &self.setup().services[self.instances[at].service].feeds;
                for service in read {
                    self.touched.reads(Thing::Feed(service));
                }
            }
            Some(part @ (Part::Events | Part::Files | Part::Keys | Part::Objects)) => {
                self.touched.writes(Thing::Part(part));
            }
            Some(Part::Store) | None => {}
        }
    }

    fn cache(&mut self, at: usize, asked: &Asked, operation: &str, given: &Json) -> Result<Came, Denied> {
        if std::mem::take(&mut self.instances[at].uncached) {
            let says = "the cache does not answer: nothing was done; what it holds is to be had elsewhere too";
            return Err(Denied::Error("Unavailable", says.to_owned()));
        }
        let now = self.clock.now();
        let ticks = self.handling(at, asked.by).is_some_and(|handling| matches!(handling.origin, Origin::Tick));
        if ticks && self.is_timed() && self.devices.cache.ends(now).next().is_some() {
            self.clock.watch();
        }
        let by = self.asker(at, asked.by);
        let token = || format!("{:x}", cause("lease", &[at as u64, by.0, by.1]));
        self.devices.cache.work(operation, &asked.subject, given, (now, &token))
    }

    /// What a handler is called in every order, and how much it has asked for so far.
    fn asker(&self, at: usize, by: Invocation) -> (u64, u64) {
        let handling = self.instances[at].open.iter().find(|handling| handling.number == by);
        handling.map_or((0, 0), |handling| (handling.cause, handling.asked))
    }

    fn give(&mut self, at: usize, asked: &Asked, answered: Answered, at_once: bool, pen: &mut Pen) {
        if at_once {
            self.hear(at, &asked.to(), answered.into(), pen);
            return;
        }
        let may_lose = match asked.operation.as_str() {
            "store.commit" => Some(Sort::UnansweredCommit),
            "events.append" => Some(Sort::UnansweredPublish),
            _ => None,
        };
        self.wait(at, asked.to(), Waits::answered(answered));
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
    fn told(self, at: Option<&Position>, pen: &mut Pen) -> (&'static str, String) {
        match self {
            Self::Error(kind, says) => (kind, says),
            Self::Conflict { says, between } => {
                let (expected, actual) = *between;
                let told = serde_json::json!({ "says": says, "expected": expected, "actual": actual });
                ("Conflict", told.to_string())
            }
            Self::Misused(misuse, says) => {
                pen.misused(misuse, at);
                ("Misuse", says)
            }
        }
    }
}

/// A whole number that is given under a name, if there is one.
fn whole(given: &Json, name: &str) -> Result<Option<u64>, Denied> {
    match &given[name] {
        Json::Null => Ok(None),
        number => number
            .as_u64()
            .map(Some)
            .ok_or_else(|| Denied::Misused(Misuse::BadUse, format!("{name} is a whole number, not {number}"))),
    }
}

/// A text as a cell of a table.
fn cell(text: &str) -> Value {
    Value::Text(text.to_owned())
}

#[cfg(test)]
mod tests;
