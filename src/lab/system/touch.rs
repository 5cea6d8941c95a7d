//! What steps touch: two that touch nothing in common may change places, and a search need tell only one of both orders.
//!
//! A step touches what it reads or changes and what it depends on whether it may come at all. Its own service with its
//! databases is always among that; the rest is named where it is read or changed.
//!
//! No step is marked as visible. Sleep sets leave out orders, and no state (Godefroid 1996); all that a check
//! is asked of here is of the state, the order of what clients heard and of messages too, where a check reads it.

use super::act::{Act, cause, named};
use super::device::Part;
use super::fault::Strike;
use super::scripts::Invocation;
use super::system::System;
use crate::sim::Footprint;

/// Something that a step may touch.
#[derive(Debug, Clone, Copy)]
pub(super) enum Thing<'a> {
    /// All there is: what is changed for many at a time.
    All,
    /// The instances of a service, what they wait for, and its databases.
    Service(usize),
    /// What a topic has of a key.
    Key(usize, &'a str),
    /// How far a subscriber has come within a key.
    Place(usize, &'a str),
    /// Whether a topic has a message of this id.
    Id(usize, &'a str),
    /// The order of all messages, where a check reads it.
    Messages,
    /// What a client waits for.
    Client(&'a str),
    /// The order of all that clients ask and hear, where a check reads it.
    Moments,
    /// The time.
    Clock,
    /// An entry of the cache.
    Entry(&'a str),
    /// A part beside databases and broker as a whole.
    Part(Part),
    /// The changes of a service's database, where others read them.
    Feed(&'a str),
}

impl Thing<'_> {
    /// Its name in a footprint.
    pub(super) fn name(self) -> u64 {
        match self {
            Self::All => 0,
            Self::Service(at) => cause("service", &[at as u64]),
            Self::Key(topic, key) => cause("key", &[topic as u64, named(key)]),
            Self::Place(subscription, key) => cause("place", &[subscription as u64, named(key)]),
            Self::Id(topic, id) => cause("id", &[topic as u64, named(id)]),
            Self::Messages => cause("messages", &[]),
            Self::Client(client) => cause("client", &[named(client)]),
            Self::Moments => cause("moments", &[]),
            Self::Clock => cause("clock", &[]),
            Self::Entry(key) => cause("entry", &[named(key)]),
            Self::Part(part) => cause("part", &[part as u64]),
            Self::Feed(service) => cause("feed", &[named(service)]),
        }
    }
}

/// What is touched in a step, where somebody asks.
#[derive(Debug, Clone, Default)]
pub(super) struct Touched(Option<Footprint>);

impl Touched {
    /// From now on it is asked for.
    pub(super) fn begin(&mut self) {
        self.0 = Some(Footprint::default());
    }

    /// Whether it is asked for.
    pub(super) fn is_asked_for(&self) -> bool {
        self.0.is_some()
    }

    /// This was read.
    pub(super) fn reads(&mut self, thing: Thing<'_>) {
        if let Some(footprint) = &mut self.0 {
            footprint.reads.push(thing.name());
        }
    }

    /// This was changed, or may have been.
    pub(super) fn writes(&mut self, thing: Thing<'_>) {
        if let Some(footprint) = &mut self.0 {
            footprint.writes.push(thing.name());
        }
    }

    /// All that was touched since the last time.
    pub(super) fn take(&mut self) -> Footprint {
        self.0.as_mut().map(std::mem::take).unwrap_or_default()
    }
}

impl System<'_> {
    /// Names what a step touches whatever its handler does in it.
    pub(super) fn touch(&mut self, at: usize, act: &Act) {
        self.touched.reads(Thing::All);
        if self.is_timed() {
            // It says how much time has passed, on which it depends what may come.
            self.touched.writes(Thing::All);
        }
        if let Some(instance) = self.instances.get(at) {
            self.touched.writes(Thing::Service(instance.service));
        }
        match act {
            Act::Wake
            | Act::Up(_)
            | Act::Heal(_)
            | Act::Strike(Strike::Pause(..) | Strike::Down(_) | Strike::Part(_)) => self.touched.writes(Thing::All),
            Act::Strike(Strike::Resend(topic, key)) => self.touched.writes(Thing::Key(*topic, key)),
            Act::Strike(Strike::Forget(subscription, what, _)) => {
                let key = self.broker.subscriptions[*subscription].key(what);
                self.touched.writes(Thing::Place(*subscription, &key));
            }
            Act::Strike(Strike::Evict(key)) => {
                self.touched.reads(Thing::Clock);
                self.touched.writes(Thing::Entry(key));
            }
            Act::Start
            | Act::Request(_)
            | Act::Message(_)
            | Act::Tick(_)
            | Act::Call(_)
            | Act::Hear(..)
            | Act::GiveUp(..)
            | Act::Finish(_)
            | Act::Reply(_)
            | Act::Strike(
                Strike::Crash
                | Strike::Refuse
                | Strike::LoseAnswer(..)
                | Strike::LoseRequest(_)
                | Strike::LoseReply(_)
                | Strike::Delay(_)
                | Strike::Fail(_)
                | Strike::Uncache,
            ) => {}
        }
    }

    /// Names the messages that a handler has.
    pub(super) fn touch_leases(&mut self, by: Invocation) {
        if self.touched.is_asked_for() {
            for (subscription, key) in self.broker.leases(by) {
                self.touched.writes(Thing::Place(subscription, key));
            }
        }
    }
}
