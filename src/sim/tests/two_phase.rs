//! Two-phase commit as a toy: the message-level model of Lamport's `TwoPhase`, whose states have been counted before.

use std::collections::BTreeSet;

use crate::sim::{Actor, Cause, Fingerprint, Footprint, Kind, Printer, Scenario, Step, Taken, Violation, World};

/// So many resource managers and one transaction manager.
pub(super) struct TwoPhase(pub(super) u16);

#[derive(Clone, Copy, PartialEq, Eq)]
enum Manager {
    Working,
    Prepared,
    Committed,
    Aborted,
}

pub(super) struct Deciding {
    managers: Vec<Manager>,
    /// Of the transaction manager: the decision, and who is known to be prepared.
    decision: Option<bool>,
    known: BTreeSet<u16>,
    /// Messages that were sent; they are never lost and never taken away.
    prepared: BTreeSet<u16>,
}

const TRANSACTION: Actor = Actor(99);

impl Scenario for TwoPhase {
    type World = Deciding;

    fn start(&self, _: &BTreeSet<u16>) -> Deciding {
        let managers = vec![Manager::Working; usize::from(self.0)];
        Deciding { managers, decision: None, known: BTreeSet::new(), prepared: BTreeSet::new() }
    }
}

const HEARS: u64 = 100;
const COMMITS: u64 = 1;
const ABORTS: u64 = 2;
const PREPARES: u64 = 3;
const GIVES_UP: u64 = 4;
const TOLD: u64 = 5;

impl World for Deciding {
    type Note = ();

    fn enabled(&mut self) -> Vec<Step> {
        let mut steps = Vec::new();
        let mut step = |actor, cause| steps.push(Step { actor, cause: Cause(cause), kind: Kind::Begin, due: 0, at: 0 });
        if self.decision.is_none() {
            for manager in self.prepared.difference(&self.known) {
                step(TRANSACTION, HEARS + u64::from(*manager));
            }
            if self.known.len() == self.managers.len() {
                step(TRANSACTION, COMMITS);
            }
            step(TRANSACTION, ABORTS);
        }
        for (at, manager) in self.managers.iter().enumerate() {
            let actor = Actor(u16::try_from(at).unwrap());
            if *manager == Manager::Working {
                step(actor, PREPARES);
                step(actor, GIVES_UP);
            }
            let told = if self.decision == Some(true) { Manager::Committed } else { Manager::Aborted };
            if self.decision.is_some() && *manager != told {
                step(actor, TOLD);
            }
        }
        steps
    }

    fn tell(&mut self, step: &Step) -> (Taken, ()) {
        let Cause(cause) = step.cause;
        let Actor(at) = step.actor;
        match cause {
            COMMITS => self.decision = Some(true),
            ABORTS => self.decision = Some(false),
            PREPARES => {
                self.managers[usize::from(at)] = Manager::Prepared;
                self.prepared.insert(at);
            }
            TOLD if self.decision == Some(true) => self.managers[usize::from(at)] = Manager::Committed,
            GIVES_UP | TOLD => self.managers[usize::from(at)] = Manager::Aborted,
            hears => _ = self.known.insert(u16::try_from(hears - HEARS).unwrap()),
        }
        let split = self.managers.contains(&Manager::Committed) && self.managers.contains(&Manager::Aborted);
        let violations = split.then_some(Violation { check: 0, code: 0 }).into_iter().collect();
        // All share one board of messages.
        (Taken { footprint: Footprint { writes: vec![0], ..Footprint::default() }, violations }, ())
    }

    fn fingerprint(&mut self) -> Fingerprint {
        let mut printer = Printer::default();
        self.managers.iter().for_each(|manager| _ = printer.number(*manager as u64));
        printer.number(self.decision.map_or(2, u64::from));
        for set in [&self.known, &self.prepared] {
            printer.number(set.len() as u64);
            for manager in set {
                printer.number(u64::from(*manager));
            }
        }
        printer.print()
    }

    fn at_rest(&mut self) -> (Vec<Violation>, Self::Note) {
        (Vec::new(), ())
    }
}
