//! The smallest story that still fails in the same way.

use super::{Deviation, Failure, Scenario, Schedule, tell};

/// Stories told to make one smaller.
const RETOLD: usize = 400;

/// Makes a story smaller as long as the same failure is in it: fewer deviations first (delta debugging: Zeller &
/// Hildebrandt, "Simplifying and Isolating Failure-Inducing Input", 2002), then a smaller workload, then earlier places
/// (after MacIver & Donaldson, "Test-Case Reduction via Test-Case Generation", ECOOP 2020: what is made smaller are the
/// choices, and the story follows). Deterministic; tells at most 400 stories of `bound` steps.
pub fn shrink<S: Scenario>(scenario: &S, schedule: &Schedule, failure: Failure, bound: usize) -> Schedule {
    let mut shrinking = Shrinking { scenario, failure, bound, left: RETOLD, best: schedule.clone() };
    loop {
        let before = shrinking.best.clone();
        shrinking.fewer_deviations();
        shrinking.less_work();
        shrinking.earlier();
        if shrinking.best == before || shrinking.left == 0 {
            return shrinking.best;
        }
    }
}

struct Shrinking<'s, S> {
    scenario: &'s S,
    failure: Failure,
    bound: usize,
    left: usize,
    best: Schedule,
}

impl<S: Scenario> Shrinking<'_, S> {
    /// Keeps a candidate that still fails so; what found no place in it is left out.
    fn keep(&mut self, candidate: Schedule) -> bool {
        if self.left == 0 || candidate == self.best {
            return false;
        }
        self.left -= 1;
        let told = tell(self.scenario, &candidate, self.bound);
        let fails = told.failures.contains_key(&self.failure);
        if fails {
            let placed = |(at, _): &(usize, Deviation)| !told.passed_over.contains(at);
            let deviations =
                candidate.deviations.into_iter().enumerate().filter(placed).map(|(_, deviation)| deviation);
            self.best = Schedule { deviations: deviations.collect(), ..candidate };
        }
        fails
    }

    fn fewer_deviations(&mut self) {
        let mut size = self.best.deviations.len();
        while size > 0 && self.left > 0 {
            let mut from = 0;
            let mut removed = false;
            while from < self.best.deviations.len() {
                let mut candidate = self.best.clone();
                let to = (from + size).min(candidate.deviations.len());
                candidate.deviations.drain(from..to);
                if self.keep(candidate) {
                    removed = true;
                } else {
                    from += size;
                }
            }
            if !(removed && size == 1) {
                size /= 2;
            }
        }
    }

    /// Leaves parts of the workload out, but for the last: where nothing is asked, what is to come of it does not come.
    fn less_work(&mut self) {
        for part in (0..self.scenario.parts()).rev() {
            let mut candidate = self.best.clone();
            let is_less =
                candidate.without.insert(part) && candidate.without.len() < usize::from(self.scenario.parts());
            if is_less && !self.fails_for_less(&candidate) {
                self.keep(candidate);
            }
        }
    }

    /// Whether it is what was left out that makes a story fail, and not what is different in it.
    fn fails_for_less(&mut self, candidate: &Schedule) -> bool {
        if candidate.deviations.is_empty() || self.left == 0 {
            return false;
        }
        self.left -= 1;
        let natural = Schedule { deviations: Vec::new(), ..candidate.clone() };
        tell(self.scenario, &natural, self.bound).failures.contains_key(&self.failure)
    }

    fn earlier(&mut self) {
        for at in 0..self.best.deviations.len() {
            for nth in 0.. {
                let Some(deviation) = self.best.deviations.get(at).filter(|deviation| nth < deviation.nth) else {
                    break;
                };
                let mut candidate = self.best.clone();
                candidate.deviations[at] = Deviation { nth, ..*deviation };
                if self.keep(candidate) || self.left == 0 {
                    break;
                }
            }
        }
    }
}
