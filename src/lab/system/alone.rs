//! Steps between which nothing need come.
//!
//! What a handler does to a database that only its own instance can touch is seen by nobody else before it publishes,
//! calls, or commits what a check looks at. Whatever another instance does in between might as well have been done before
//! it began; so in between only the instance itself acts, or is hit by a fault. This is an ample set of one process
//! (Clarke, Grumberg & Peled, *Model Checking*, chapter 10): the steps left out commute with those that are taken, no
//! check sees those that are taken, and no way goes round in them alone, since a handler ends.

use super::act::{Act, Acts};
use super::fault::Strike;
use super::instance::{Instance, Origin, Waits};
use super::left::Of;
use super::setup::Setup;
use super::shared::Shared;
use super::system::System;

/// By service: whether nobody but its one instance, one handler at a time, can see its database change.
pub(super) fn private(setup: &Setup) -> Vec<bool> {
    let is_read = |name: &String| setup.services.iter().any(|other| other.feeds.contains(name));
    let private = setup
        .services
        .iter()
        .map(|service| service.instances.max(1) == 1 && service.concurrency.max(1) == 1 && !is_read(&service.name));
    private.collect()
}

impl Act {
    /// Whether others could see it, whatever the handler does in it.
    pub(super) fn meets(&self, reads_beginnings: bool) -> bool {
        match self {
            // The client's history has the moment, and what was handed to a subscriber.
            Self::Request(_) | Self::Message(_) => reads_beginnings,
            Self::Call(_)
            | Self::Tick(_)
            | Self::Hear(..)
            | Self::GiveUp(..)
            | Self::Strike(Strike::Refuse | Strike::Uncache) => false,
            Self::Start
            | Self::Finish(_)
            | Self::Reply(_)
            | Self::Strike(_)
            | Self::Wake
            | Self::Up(_)
            | Self::Heal(_) => true,
        }
    }
}

impl System<'_> {
    /// The instance that starts before all else: one that does nothing is like one that is not there yet, but for what it
    /// does as it starts.
    pub(super) fn must_start(&self) -> Option<usize> {
        let starts = |(at, instance): (usize, &Shared<Instance>)| {
            let there = !instance.paused && !self.links.down[instance.service];
            (instance.memory.is_none() && there && !self.theatre.on_start[instance.service]).then_some(at)
        };
        self.instances.iter().enumerate().find_map(starts).filter(|_| self.theatre.lets_go)
    }

    /// Whether the instance that acts alone has done nothing in this step but read its own rows.
    ///
    /// To crash now is to crash before it read. That could have come where its handler last waited, or else, where a tick
    /// begins, nothing is lost by it that the crash of an idle instance would not lose. So with all that may hit it, but
    /// for a pause, which ends in what was read long ago.
    pub(super) fn has_only_read(&self) -> bool {
        let Some(instance) = self.alone.map(|at| &self.instances[at]) else { return false };
        let [handling] = &instance.open[..] else { return false };
        let only_reads = handling.waits.len() == 1 && handling.waits.iter().all(|waiting| waiting.only_reads);
        let waited = handling.asked > 1 || matches!(handling.origin, Origin::Tick);
        only_reads && waited && !self.looked && !self.is_timed() && !self.left.may(Of::Pause(instance.service))
    }

    /// Who acts alone next, after a step of this instance.
    pub(super) fn goes_alone(&self, at: usize, refused: bool) -> Option<usize> {
        if refused {
            // Where it can go on at all: who waits for another lets the other go on.
            let mut hears = Acts::at(self.moment());
            self.hearings(at, &mut hears);
            return (hears.until <= self.moment()).then_some(at);
        }
        let instance = self.instances.get(at)?;
        // Where several handlers run beside each other, who is left need not be the one that has acted; where time is
        // kept, who is paused ends nothing before it wakes.
        let beside = self.setup().services[instance.service].concurrency > 1;
        if beside || (instance.paused && self.is_timed()) {
            return None;
        }
        let [handling] = &instance.open[..] else { return None };
        let hears = match handling.waits.as_slices() {
            // That it is over lets others go on and keeps nobody from anything: they may do so later as well.
            ([], []) if handling.over => return (self.theatre.lets_go && !self.theatre.sees_begin).then_some(at),
            _ if self.met => return None,
            ([waiting], []) | ([], [waiting]) => {
                matches!(waiting.what, Waits::Answered(_)) && waiting.window.is_due(self.moment())
            }
            _ => false,
        };
        hears.then_some(at)
    }
}
