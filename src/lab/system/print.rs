//! Fingerprints of a system: all on which its future depends.

use super::instance::{Handling, Waits};
use super::system::System;
use crate::sim::Fingerprint;

impl System<'_> {
    /// Everything.
    pub(super) fn print_all(&self) -> Fingerprint {
        let print = self.held.iter().fold(self.print_substance(), |print, held| print.and(held.committed.print.0));
        let memories = self.instances.iter().filter_map(|instance| instance.memory.as_ref());
        memories.fold(print.and(self.clock.print().0), |print, memory| print.and(memory.print().0))
    }

    /// Without what changes for ever and by itself: time, chance, memories, tables that need not rest.
    pub(super) fn print_substance(&self) -> Fingerprint {
        let alone = self.alone.map_or(0, |at| at as u128 + 1);
        let mut print = self.broker.print().and(self.clients.print().0).and(alone);
        print = self.held.iter().fold(print, |print, held| print.and(held.print().0));
        print = self.links.marks().fold(print, |print, is| print.and(is.into()));
        print = self.left.counts().fold(print, |print, left| print.and(left.into()));
        for instance in &self.instances {
            let has = [instance.memory.is_some(), instance.refuses, instance.uncached, instance.paused];
            print = has.into_iter().fold(print, |print, is| print.and(is.into()));
            print = print.and(instance.open.len() as u128);
            print = instance.open.iter().fold(print, |print, handling| self.print_handling(handling, print));
        }
        let mut calls: Vec<(u64, bool, bool)> =
            self.calls.iter().map(|call| (call.cause, call.waits, call.late)).collect();
        calls.sort_unstable();
        let under_way = || self.instances.iter().flat_map(|instance| &instance.open);
        let named = |by| under_way().find(|handling| handling.number == by).map_or(0, |handling| handling.cause);
        let print = print
            .and(self.devices.print(self.clock.now(), &named).0)
            .and(self.chronicle.print(&self.theatre.outside).0);
        calls.into_iter().fold(print, |print, (cause, waits, late)| {
            print.and(u128::from(cause) << 2 | u128::from(waits) << 1 | u128::from(late))
        })
    }

    fn print_handling(&self, handling: &Handling, print: Fingerprint) -> Fingerprint {
        let print = print.and(handling.log.print().0).and(handling.cause.into()).and(handling.asked.into());
        let print = print.and(u128::from(handling.refused) << 1 | u128::from(handling.over));
        handling.waits.iter().fold(print.and(handling.waits.len() as u128), |print, waiting| {
            let may_lose = waiting.may_lose.map_or(0, |sort| sort as u128 + 1);
            let print = print.and(waiting.number.into()).and(may_lose);
            match &waiting.what {
                Waits::Answered(answered) => print.and(0).and(answered.print().0),
                Waits::Barred(answered, _) => print.and(1).and(answered.print().0),
                Waits::Moment(until) => print.and(2).and(until.saturating_sub(self.clock.now()).into()),
                Waits::Reply(number) => {
                    let call = self.calls.iter().find(|call| call.number == *number);
                    print.and(3).and(call.map_or(0, |call| call.cause).into())
                }
                Waits::Lock(asked) => print.and(4).and(asked.print().0),
                Waits::Held(asked) => print.and(5).and(asked.print().0),
                Waits::More(asked) => print.and(7).and(asked.print().0),
                Waits::Rows(asked, _) => print.and(6).and(asked.print().0),
            }
        })
    }
}
