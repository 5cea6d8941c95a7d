//! Virtual time and chance: all that a handler can know of either.

use std::collections::BTreeMap;

use super::log::{Looks, Sight};
use crate::sim::{Fingerprint, Printer};

/// One clock for the system, and for each instance a sequence of draws that begins anew when it does.
#[derive(Debug, Clone, Default)]
pub(super) struct Clock {
    now: u64,
    /// Whether anybody has looked: then the time is part of the state.
    seen: bool,
    /// By instance: what it draws from, and how often it has drawn.
    draws: BTreeMap<usize, (u64, u64)>,
}

impl Clock {
    /// Milliseconds since the beginning.
    pub(super) fn now(&self) -> u64 {
        self.now
    }

    /// Time passes up to a moment, or has passed it already.
    pub(super) fn pass(&mut self, until: u64) {
        self.now = self.now.max(until);
    }

    /// An instance starts: what it draws is its own, and another sequence after each start.
    pub(super) fn start(&mut self, instance: usize, starts: u64) {
        self.draws.insert(instance, (starts << 32 | instance as u64, 0));
    }

    /// What an instance sees when it looks.
    pub(super) fn sight(&self, instance: usize) -> Sight {
        let (seed, drawn) = self.draws.get(&instance).copied().unwrap_or_default();
        Sight { now: self.now, seed, drawn }
    }

    /// An instance has looked.
    pub(super) fn looked(&mut self, instance: usize, looks: Looks) {
        self.seen |= looks.now;
        if let Some((_, drawn)) = self.draws.get_mut(&instance) {
            *drawn += looks.draws;
        }
    }

    /// What a handler could see of time and chance.
    pub(super) fn print(&self) -> Fingerprint {
        let now = if self.seen { u128::from(self.now) + 1 } else { 0 };
        let drawn = self.draws.iter().filter(|(_, (_, drawn))| *drawn > 0);
        drawn.fold(Fingerprint::default().and(now), |print, (_, (seed, drawn))| {
            print.and(u128::from(*seed) << 64 | u128::from(*drawn))
        })
    }
}

/// The draw of a number from a seed: 128 bits.
pub(super) fn draw(seed: u64, number: u64) -> u128 {
    let Fingerprint(bits) = Printer::default().number(seed).number(number).print();
    bits
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
    use super::super::log::Looks;
    use super::{Clock, draw, fraction, uuid};

    #[test]
    fn draws_are_the_same_after_the_same_start_and_others_after_another() {
        let mut clock = Clock::default();
        let mut three = |starts| {
            clock.start(1, starts);
            [(); 3].map(|()| {
                clock.looked(1, Looks { now: false, draws: 1 });
                let sight = clock.sight(1);
                draw(sight.seed, sight.drawn)
            })
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
