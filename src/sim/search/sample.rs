//! Runs by chance.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::ControlFlow;

use super::{Ledger, Run, Share};
use crate::base::{Seed, Stream};
use crate::sim::{Actor, Failure, Kind, Scenario, Step, World as _};

/// Tells a share of so many runs. Each actor has a priority by lot, whoever has the highest acts, and at `depth - 1` steps drawn
/// evenly the one that acts falls behind all others.
pub(super) fn sample<S: Scenario>(
    ledger: &mut Ledger<'_, S>,
    runs: u64,
    share: Share,
    (depth, seed): (u32, Seed),
) -> ControlFlow<()> {
    let mut length = 0;
    let mut natural = Run::start(ledger.scenario, &BTreeSet::new());
    natural.complete(ledger.bounds.steps, |_, _, _| length += 1);
    for number in (0..runs).filter(|number| number % share.of == share.number) {
        // What is told before the runs by chance comes before all of them.
        ledger.run = number + 1;
        let mut chance = seed.stream(&["schedule", &number.to_string()]);
        let plan = Plan::draw(&mut chance, length, depth, ledger.bounds.faults);
        one(ledger, plan, &mut chance, 2 * length)?;
    }
    ControlFlow::Continue(())
}

/// What a run is drawn to have.
struct Plan {
    /// Steps at which whoever acts falls behind.
    changes: BTreeSet<u64>,
    /// Steps before which there is a fault.
    faults: Vec<u64>,
}

impl Plan {
    fn draw(chance: &mut Stream, length: u64, depth: u32, most: u32) -> Self {
        let changes = (1..depth).map(|_| chance.below(length)).collect();
        let number = chance.below(u64::from(most) + 1);
        Self { changes, faults: (0..number).map(|_| chance.below(length + 1)).collect() }
    }
}

/// One run; past `loose` steps it goes on naturally.
fn one<S: Scenario>(ledger: &mut Ledger<'_, S>, mut plan: Plan, chance: &mut Stream, loose: u64) -> ControlFlow<()> {
    let mut run = Run::start(ledger.scenario, &BTreeSet::new());
    let mut path: Vec<Step> = Vec::new();
    let mut priorities = Priorities::default();
    let mut at = 0;
    while at < loose && run.steps() < ledger.bounds.steps {
        let enabled = run.world.enabled();
        let (faults, steps): (Vec<Step>, Vec<Step>) = enabled.iter().partition(|step| step.kind == Kind::Fault);
        let due = plan.faults.iter().position(|fault| *fault <= at);
        let fault = due.and_then(|due| chance.pick(&faults).map(|fault| (due, *fault)));
        let step = if let Some((due, fault)) = fault {
            plan.faults.swap_remove(due);
            fault
        } else {
            let Some(actor) = priorities.highest(&steps, chance) else { break };
            let own: Vec<Step> = steps.into_iter().filter(|step| step.actor == actor).collect();
            let Some(step) = chance.pick(&own).copied() else { break };
            // Who ticks would tick for ever.
            if plan.changes.contains(&at) || matches!(step.kind, Kind::Tick | Kind::Wake) {
                priorities.fall(actor);
            }
            at += 1;
            step
        };
        let taken = run.take(&step);
        ledger.steps += 1;
        path.push(step);
        ledger.judge(|| path.clone(), taken.violations.into_iter().map(Failure::Broken))?;
    }
    ledger.complete(&mut run, || path.clone())?;
    ledger.ran()
}

/// Who goes before whom.
#[derive(Default)]
struct Priorities {
    of: BTreeMap<Actor, i64>,
    least: i64,
}

impl Priorities {
    /// The actor with the highest priority among those of the steps; actors not seen before draw theirs.
    fn highest(&mut self, steps: &[Step], chance: &mut Stream) -> Option<Actor> {
        for step in steps {
            self.of.entry(step.actor).or_insert_with(|| chance.between(0, i64::MAX));
        }
        steps.iter().map(|step| step.actor).max_by_key(|actor| (self.of.get(actor), *actor))
    }

    fn fall(&mut self, actor: Actor) {
        self.least -= 1;
        self.of.insert(actor, self.least);
    }
}
