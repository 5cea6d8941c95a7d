//! Fingerprints of a system: all on which its future depends.

use super::broker::Broker;
use super::client::Clients;
use super::clock::Clock;
use super::instance::{Handling, Instance, Waits};
use super::left::Left;
use super::link::Links;
use super::system::System;
use crate::sim::Fingerprint;

impl System<'_> {
    /// Everything.
    pub(super) fn print_all(&self) -> Fingerprint {
        let print = self.held.iter().fold(self.print_substance(), |print, held| print.and(held.committed.print.0));
        let memories = self.instances.iter().filter_map(|instance| instance.memory.as_ref());
        memories.fold(print.and(self.clock.print(Clock::print).0), |print, memory| print.and(memory.print().0))
    }

    /// Without what changes for ever and by itself: time, chance, memories, tables that need not rest.
    pub(super) fn print_substance(&self) -> Fingerprint {
        let alone = self.alone.map_or(0, |at| at as u128 + 1);
        let now = self.clock.now();
        let print = self.broker.print(Broker::print).and(self.clients.print(Clients::print).0).and(alone);
        let print = print.and(self.links.print(Links::print).0).and(self.left.print(Left::print).0);
        let print = self.held.iter().fold(print, |print, held| print.and(held.print().0));
        let print = self
            .instances
            .iter()
            .fold(print, |print, instance| print.and(instance.print_at(now, |instance| instance.print(now)).0));
        let mut calls: Vec<(u64, bool, bool)> =
            self.calls.iter().map(|call| (call.cause, call.waits, call.late)).collect();
        calls.sort_unstable();
        let under_way = || self.instances.iter().flat_map(|instance| &instance.open);
        let named = |by| under_way().find(|handling| handling.number == by).map_or(0, |handling| handling.cause);
        let print = print.and(self.devices.print_at(now, |devices| devices.print(now, &named)).0);
        let print = print.and(self.chronicle.print(|chronicle| chronicle.print(&self.theatre.outside)).0);
        calls.into_iter().fold(print, |print, (cause, waits, late)| {
            print.and(u128::from(cause) << 2 | u128::from(waits) << 1 | u128::from(late))
        })
    }
}

impl Instance {
    /// But for its memory.
    fn print(&self, now: u64) -> Fingerprint {
        let has = [self.memory.is_some(), self.refuses, self.uncached, self.paused];
        let print = has.into_iter().fold(Fingerprint::default(), |print, is| print.and(is.into()));
        self.open.iter().fold(print.and(self.open.len() as u128), |print, handling| print.and(handling.print(now).0))
    }
}

impl Handling {
    fn print(&self, now: u64) -> Fingerprint {
        let print = self.log.print().and(self.cause.into()).and(self.asked.into());
        let print = print.and(u128::from(self.refused) << 1 | u128::from(self.over));
        self.waits.iter().fold(print.and(self.waits.len() as u128), |print, waiting| {
            let may_lose = waiting.may_lose.map_or(0, |sort| sort as u128 + 1);
            let print = print.and(waiting.number.into()).and(may_lose);
            match &waiting.what {
                Waits::Answered(answered) => print.and(0).and(answered.print().0),
                Waits::Barred(answered, _) => print.and(1).and(answered.print().0),
                Waits::Moment(until) => print.and(2).and(until.saturating_sub(now).into()),
                Waits::Reply(_, cause) => print.and(3).and((*cause).into()),
                Waits::Lock(asked) => print.and(4).and(asked.print().0),
                Waits::Held(asked) => print.and(5).and(asked.print().0),
                Waits::More(asked) => print.and(7).and(asked.print().0),
                Waits::Rows(asked, _) => print.and(6).and(asked.print().0),
            }
        })
    }
}

impl Links {
    fn print(&self) -> Fingerprint {
        self.marks().fold(Fingerprint::default(), |print, is| print.and(is.into()))
    }
}

impl Left {
    fn print(&self) -> Fingerprint {
        self.counts().fold(Fingerprint::default(), |print, left| print.and(left.into()))
    }
}
