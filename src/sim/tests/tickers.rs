//! A toy: two that, again and again, look at one number; each sets it to its own, or only the first does.

use std::collections::BTreeSet;

use crate::sim::{Actor, Cause, Fingerprint, Footprint, Kind, Printer, Scenario, Step, Taken, Violation, World};

/// Whether they agree.
pub(super) struct Tickers {
    pub(super) settles: bool,
    /// Whether they count how often they have looked.
    pub(super) counts: bool,
}

pub(super) struct Ticking {
    settles: bool,
    number: u64,
    count: Option<u64>,
}

impl Scenario for Tickers {
    type World = Ticking;

    fn start(&self, _: &BTreeSet<u16>) -> Ticking {
        Ticking { settles: self.settles, number: 1, count: self.counts.then_some(0) }
    }
}

impl World for Ticking {
    type Note = ();

    fn enabled(&mut self) -> Vec<Step> {
        let tick = |actor| Step { actor: Actor(actor), cause: Cause(0), kind: Kind::Tick, due: 0, at: 0 };
        vec![tick(0), tick(1)]
    }

    fn tell(&mut self, step: &Step) -> (Taken, ()) {
        if step.actor == Actor(0) || !self.settles {
            self.number = u64::from(step.actor.0);
        }
        self.count = self.count.map(|count| count + 1);
        (Taken { footprint: Footprint { writes: vec![0], ..Footprint::default() }, violations: Vec::new() }, ())
    }

    fn fingerprint(&mut self) -> Fingerprint {
        self.substance().and(self.count.unwrap_or_default().into())
    }

    fn substance(&mut self) -> Fingerprint {
        Printer::default().number(self.number).print()
    }

    fn at_rest(&mut self) -> (Vec<Violation>, Self::Note) {
        (Vec::new(), ())
    }
}
