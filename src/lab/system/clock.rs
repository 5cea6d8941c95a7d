//! Virtual time and chance: all that a handler can know of either.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;

use super::scripts::Invocation;
use crate::sim::{Fingerprint, Printer};

/// One clock for the system, and for each instance a sequence of draws that begins anew when it does.
#[derive(Debug, Default)]
pub(super) struct Clock {
    now: Cell<u64>,
    /// Whether anybody has looked: then the time is part of the state.
    seen: Cell<bool>,
    draws: RefCell<BTreeMap<u32, Draws>>,
    /// What handlers have seen since that was asked for, and which of them.
    shown: RefCell<Vec<(Invocation, u128)>>,
}

#[derive(Debug, Default)]
struct Draws {
    seed: u64,
    drawn: u64,
}

impl Clock {
    /// Back to the beginning.
    pub(super) fn reset(&self) {
        self.now.set(0);
        self.seen.set(false);
        self.draws.borrow_mut().clear();
        self.shown.borrow_mut().clear();
    }

    /// Milliseconds since the beginning, for a handler.
    pub(super) fn look(&self, by: Invocation) -> u64 {
        self.seen.set(true);
        self.shown.borrow_mut().push((by, u128::from(self.now.get())));
        self.now.get()
    }

    /// What handlers have seen since the last time, in order: it decides what they do.
    pub(super) fn shown(&self) -> Vec<(Invocation, u128)> {
        self.shown.take()
    }

    pub(super) fn now(&self) -> u64 {
        self.now.get()
    }

    /// Time passes up to a moment, or has passed it already.
    pub(super) fn pass(&self, until: u64) {
        self.now.set(self.now.get().max(until));
    }

    /// An instance starts: what it draws is its own, and another sequence after each start.
    pub(super) fn start(&self, who: u32, starts: u64) {
        let seed = starts << 32 | u64::from(who);
        self.draws.borrow_mut().insert(who, Draws { seed, drawn: 0 });
    }

    /// The next draw of an instance: 128 bits.
    pub(super) fn draw(&self, by: Invocation, who: u32) -> u128 {
        let mut draws = self.draws.borrow_mut();
        let draws = draws.entry(who).or_default();
        draws.drawn += 1;
        let Fingerprint(bits) = Printer::default().number(draws.seed).number(draws.drawn).print();
        self.shown.borrow_mut().push((by, bits));
        bits
    }

    /// Adds what a handler could see of time and chance.
    pub(super) fn print(&self, printer: &mut Printer) {
        printer.number(if self.seen.get() { self.now.get() + 1 } else { 0 });
        for (who, draws) in self.draws.borrow().iter().filter(|(_, draws)| draws.drawn > 0) {
            printer.number(u64::from(*who)).number(draws.seed).number(draws.drawn);
        }
    }
}

/// A draw as a number from 0 up to but not 1.
pub(super) fn fraction(bits: u128) -> f64 {
    let high = u32::try_from(bits >> 96).expect("32 bits are left");
    f64::from(high) / f64::from(u32::MAX) * (1.0 - f64::EPSILON)
}

/// A draw as a UUID of version 4 (RFC 9562).
pub(super) fn uuid(bits: u128) -> String {
    let marked = (bits & !(0xf << 76) & !(0x3 << 62)) | (0x4 << 76) | (0x2 << 62);
    let hex = format!("{marked:032x}");
    [&hex[..8], &hex[8..12], &hex[12..16], &hex[16..20], &hex[20..]].join("-")
}

#[cfg(test)]
mod tests {
    use super::{Clock, fraction, uuid};

    #[test]
    fn draws_are_the_same_after_the_same_start_and_others_after_another() {
        let clock = Clock::default();
        let three = |starts| {
            clock.start(1, starts);
            [clock.draw(0, 1), clock.draw(0, 1), clock.draw(0, 1)]
        };
        let (one, again, other) = (three(1), three(1), three(2));
        assert_eq!(one, again);
        assert!(one[0] != one[1] && one.iter().all(|draw| !other.contains(draw)));
        for bits in [0, u128::MAX, one[0]] {
            assert!((0.0..1.0).contains(&fraction(bits)));
            let uuid = uuid(bits);
            assert!(
                uuid.len() == 36 && uuid.as_bytes()[14] == b'4' && b"89ab".contains(&uuid.as_bytes()[19]),
                "{uuid}"
            );
        }
    }
}
