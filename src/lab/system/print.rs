//! Fingerprints of a system: all on which its future depends.

use super::broker::{Broker, MayCome};
use super::call::Call;
use super::client::Clients;
use super::clock::Clock;
use super::device::Devices;
use super::instance::{Handling, Instance, Waits};
use super::left::{Left, Of, Sort};
use super::link::Links;
use super::system::System;
use super::time::Window;
use crate::sim::Fingerprint;

impl System<'_> {
    /// Everything.
    pub(super) fn print_all(&self) -> Fingerprint {
        let print = self.held.iter().fold(self.print_substance(), |print, held| print.and(held.committed.print.0));
        let print = self.print_timers(print);
        let memories = self.instances.iter().filter_map(|instance| instance.memory.as_ref());
        memories.fold(print.and(self.clock.print(Clock::print).0), |print, memory| print.and(memory.print().0))
    }

    /// Without what changes for ever and by itself: time, chance, memories, tables that need not rest.
    pub(super) fn print_substance(&self) -> Fingerprint {
        let alone = self.alone.map_or(0, |at| at as u128 + 1);
        let (now, moment) = (self.clock.now(), self.moment());
        let may = MayCome {
            done: self.left.may(Of::Sort(Sort::Forgotten)) || self.theatre.outside.any_deliveries(),
            last: self.left.may(Of::Sort(Sort::SentTwice)),
        };
        let key = moment << 2 | u64::from(may.done) << 1 | u64::from(may.last);
        let print = self.broker.print_at(key, |broker| broker.print(moment, may));
        let print = print.and(self.clients.print_at(moment, |clients| clients.print(moment)).0).and(alone);
        let print =
            print.and(self.links.print_at(moment, |links| links.print(moment)).0).and(self.left.print(Left::print).0);
        let print = self.held.iter().fold(print, |print, held| print.and(held.print().0));
        let print = self
            .instances
            .iter()
            .fold(print, |print, instance| print.and(instance.print_at(now, |instance| instance.print(now)).0));
        let call = |call: &Call| (call.cause, call.waits, call.late, call.window, call.until);
        let mut calls: Vec<(u64, bool, bool, Window, u64)> = self.calls.iter().map(call).collect();
        calls.sort_unstable();
        let under_way = || self.instances.iter().flat_map(|instance| &instance.open);
        let named = |by| under_way().find(|handling| handling.number == by).map_or(0, |handling| handling.cause);
        let print = print.and(self.devices.print_at(now, |devices| devices.print((now, !self.is_timed()), &named)).0);
        let print = print.and(self.chronicle.print(|chronicle| chronicle.print(&self.theatre.outside)).0);
        calls.into_iter().fold(print, |print, (cause, waits, late, window, until)| {
            let print = print.and(u128::from(cause) << 2 | u128::from(waits) << 1 | u128::from(late));
            if !waits {
                return print;
            }
            let print = window.print(moment, print);
            if until > moment { print.and(u128::from(until - moment)) } else { print }
        })
    }

    /// What time alone changes, where it is kept, as far as it is not yet there.
    fn print_timers(&self, print: Fingerprint) -> Fingerprint {
        if !self.is_timed() {
            return print;
        }
        let now = self.clock.now();
        let print = self.print_measures(print);
        let timers = self.instances.iter().flat_map(|instance| &instance.timers);
        let print = timers.fold(print, |print, timer| print.and(timer.saturating_sub(now).into()));
        let print = self.devices.cache.ends(now).fold(print, |print, left| print.and(left.into()));
        if !self.clock.is_seen() {
            return print;
        }
        // Only a world that looks at the time may come to its horizon at rest.
        let settled = print.and(self.has_run_through().into()).and(self.clock.is_watched().into());
        self.settled.ticked.iter().fold(settled, |print, (at, tick)| print.and((*at as u128) << 32 | *tick as u128))
    }

    /// What is kept, where neither what is on its way nor what time alone changes is looked at.
    pub(super) fn print_kept(&self) -> Fingerprint {
        let never = u64::MAX;
        let all = MayCome { done: true, last: true };
        let print = Broker::print(&self.broker, never, all).and(Clients::print(&self.clients, never).0);
        let print = self.held.iter().fold(print, |print, held| print.and(held.print().0));
        let print = print.and(Devices::print(&self.devices, (self.clock.now(), false), &|_| 0).0);
        print.and(self.chronicle.print(|chronicle| chronicle.print(&self.theatre.outside)).0)
    }
}

impl Instance {
    /// But for its memory.
    fn print(&self, now: u64) -> Fingerprint {
        let has = [self.memory.is_some(), self.refuses, self.uncached, self.paused];
        let print = has.into_iter().fold(Fingerprint::default(), |print, is| print.and(is.into()));
        let print = Window::exactly(self.wakes_at).print(now, print);
        self.open.iter().fold(print.and(self.open.len() as u128), |print, handling| print.and(handling.print(now).0))
    }
}

impl Handling {
    fn print(&self, now: u64) -> Fingerprint {
        let print = self.log.print().and(self.cause.into()).and(self.asked.into());
        let ended = u128::from(self.result.is_some()) << 1 | u128::from(self.over);
        let print = print.and(u128::from(self.refused) << 2 | ended);
        self.waits.iter().fold(print.and(self.waits.len() as u128), |print, waiting| {
            let may_lose = waiting.may_lose.map_or(0, |sort| sort as u128 + 1);
            let print = waiting.window.print(now, print.and(waiting.number.into()).and(may_lose));
            let print = waiting.until.map_or(print, |(until, _)| Window::exactly(until).print(now, print.and(8)));
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
    fn print(&self, now: u64) -> Fingerprint {
        let print = self.marks().fold(Fingerprint::default(), |print, is| print.and(is.into()));
        let ends = self.up_at.iter().copied().chain(self.pairs.iter().map(|pair| pair.heals_at));
        ends.enumerate().fold(print, |print, (at, end)| Window::exactly(end).print(now, print.and(at as u128)))
    }
}

impl Left {
    fn print(&self) -> Fingerprint {
        self.counts().fold(Fingerprint::default(), |print, left| print.and(left.into()))
    }
}
