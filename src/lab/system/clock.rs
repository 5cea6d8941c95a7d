//! Virtual time and chance: all that a handler can know of either.

use std::collections::BTreeMap;

use super::log::{Looks, Sight};
use crate::sim::{Fingerprint, Printer};

/// One clock for the system, and a sequence of draws for each instance and each thing that makes it act: so what one
/// handler draws does not depend on which others came before it.
#[derive(Debug, Clone, Default)]
pub(super) struct Clock {
    now: u64,
    /// Whether anybody has looked: then the time is part of the state.
    seen: bool,
    /// Whether one that runs again and again has looked: it may do later what it does not do now.
    watched: bool,
    /// By instance and cause: how often it has drawn.
    draws: BTreeMap<(usize, u64), u64>,
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

    /// What an instance sees when it looks, in a handler with this cause; its own clock is so far ahead.
    pub(super) fn sight(&self, instance: usize, cause: u64, skew: i64) -> Sight {
        let drawn = self.draws.get(&(instance, cause)).copied().unwrap_or_default();
        let now = i64::try_from(self.now).unwrap_or(i64::MAX).saturating_add(skew);
        Sight { now, seed: cause.rotate_left(16) ^ instance as u64, drawn }
    }

    /// An instance has looked, in a handler with this cause.
    pub(super) fn looked(&mut self, instance: usize, cause: u64, looks: Looks) {
        self.seen |= looks.now;
        if looks.draws > 0 {
            *self.draws.entry((instance, cause)).or_default() += looks.draws;
        }
    }

    /// One that runs again and again has looked at the time, or at what depends on it.
    pub(super) fn watch(&mut self) {
        (self.seen, self.watched) = (true, true);
    }

    /// Whether the time is part of the state.
    pub(super) fn is_seen(&self) -> bool {
        self.seen
    }

    /// Whether one that runs again and again looks at the time.
    pub(super) fn is_watched(&self) -> bool {
        self.watched
    }

    /// What a handler could see of time and chance.
    pub(super) fn print(&self) -> Fingerprint {
        let now = if self.seen { u128::from(self.now) + 1 } else { 0 };
        self.draws.iter().fold(Fingerprint::default().and(now), |print, ((instance, cause), drawn)| {
            print.and(u128::from(*cause) << 64 | u128::from(*drawn)).and(*instance as u128)
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
    fn draws_depend_on_what_the_handler_is_for_and_never_come_again() {
        let three = |clock: &mut Clock, cause| {
            [(); 3].map(|()| {
                clock.looked(1, cause, Looks { now: false, draws: 1 });
                let sight = clock.sight(1, cause, 0);
                draw(sight.seed, sight.drawn)
            })
        };
        let mut clock = Clock::default();
        let (one, other, more) = (three(&mut clock, 7), three(&mut clock, 8), three(&mut clock, 7));
        let mut swapped = Clock::default();
        assert_eq!((three(&mut swapped, 8), three(&mut swapped, 7)), (other, one));
        let all: std::collections::BTreeSet<u128> = [one, other, more].into_iter().flatten().collect();
        assert_eq!(all.len(), 9);
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
