//! What lies between services: who cannot be reached, and by whom.

use super::instance::Waits;
use super::printed::Printed;
use super::scripts::{Answered, Invocation};
use super::setup::Setup;
use super::system::System;
use super::time::Window;

/// How often a handler hears at once that it reaches nobody; after that it hears so when that has changed. Who asks again
/// at once and for ever would do nothing else otherwise.
const REFUSALS: u32 = 3;

/// Services that are gone, and pairs that cannot reach each other.
#[derive(Debug, Clone)]
pub(super) struct Links {
    pub(super) down: Vec<bool>,
    /// Where time is kept: by service, the moment at which it is there again.
    pub(super) up_at: Vec<u64>,
    /// By partition of the faults: its two ends, and whether it is there now.
    pub(super) pairs: Vec<Pair>,
}

/// Two that may be parted: services by number, or the broker.
#[derive(Debug, Clone)]
pub(super) struct Pair {
    pub(super) ends: [End; 2],
    pub(super) parted: bool,
    /// Where time is kept: the moment at which they reach each other again.
    pub(super) heals_at: u64,
}

/// One end of a link.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum End {
    Service(usize),
    Broker,
}

/// What is in the way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Obstacle {
    /// This service is gone.
    Down(usize),
    /// This pair is parted.
    Parted(usize),
}

/// The name under which partitions have the broker.
const BROKER: &str = "broker";

impl Links {
    pub(super) fn new(setup: &Setup) -> Self {
        let end = |name: &str| {
            let service = setup.services.iter().position(|service| service.name == name);
            service.map(End::Service).or_else(|| (name == BROKER).then_some(End::Broker))
        };
        // A pair that names nobody is never parted.
        let pair = |(a, b, _): &(String, String, u16)| {
            let nobody = End::Service(usize::MAX);
            Pair { ends: [end(a).unwrap_or(nobody), end(b).unwrap_or(nobody)], parted: false, heals_at: 0 }
        };
        let services = setup.services.len();
        let pairs = setup.faults.partition.iter().map(pair).collect();
        Self { down: vec![false; services], up_at: vec![0; services], pairs }
    }

    /// What keeps one from reaching the other.
    pub(super) fn between(&self, from: End, to: End) -> Option<Obstacle> {
        if let End::Service(service) = to
            && self.down[service]
        {
            return Some(Obstacle::Down(service));
        }
        let parted = |pair: &Pair| pair.parted && pair.joins(from, to);
        self.pairs.iter().position(parted).map(Obstacle::Parted)
    }

    /// Whether it is still in the way.
    pub(super) fn is_there(&self, obstacle: Obstacle) -> bool {
        match obstacle {
            Obstacle::Down(service) => self.down[service],
            Obstacle::Parted(pair) => self.pairs[pair].parted,
        }
    }

    /// A mark for each.
    pub(super) fn marks(&self) -> impl Iterator<Item = bool> {
        self.down.iter().copied().chain(self.pairs.iter().map(|pair| pair.parted))
    }
}

impl Pair {
    /// Whether these are the two, in either order.
    pub(super) fn joins(&self, one: End, other: End) -> bool {
        self.ends == [one, other] || self.ends == [other, one]
    }
}

impl Obstacle {
    /// What one hears who runs into it.
    pub(super) fn heard(self) -> Printed<Answered> {
        match self {
            Self::Down(_) => Answered::Err(("Unavailable", "the service is not there".to_owned())).into(),
            Self::Parted(_) => super::call::timeout(),
        }
    }
}

impl System<'_> {
    /// What a handler waits for that reaches nobody: it hears so in this window, or where that is at once, and once too
    /// often, only when that has changed.
    pub(super) fn runs_into(&mut self, at: usize, by: Invocation, obstacle: Obstacle, window: Window) -> Waits {
        let at_once = window.from <= self.moment();
        let again = self.handling(at, by).is_some_and(|handling| {
            handling.refused += u32::from(at_once);
            handling.refused > REFUSALS
        });
        if again { Waits::Barred(obstacle.heard(), obstacle) } else { Waits::Answered(obstacle.heard()) }
    }
}
