//! Exploration: which stories are told, in which order, and what may be said of the others.

mod depth;
mod graph;
mod sample;

use std::collections::{BTreeMap, BTreeSet};
use std::ops::ControlFlow;

use self::depth::Depth;
use super::run::{Run, schedule_of};
use super::{End, Failure, Kind, Scenario, Schedule, Step, World};
use crate::base::Seed;

/// How stories are chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    /// Every schedule; for comparing the others with.
    Plain,
    /// Every state: a state that was met before is not gone on from again.
    Memo,
    /// Every schedule but those that differ only in the order of independent steps: sleep sets (Godefroid,
    /// "Partial-Order Methods for the Verification of Concurrent Systems", 1996), without stored states.
    Reduced,
    /// So many runs by chance: probabilistic concurrency testing (Burckhardt, Kothari, Musuvathi & Nagarakatte, "A
    /// Randomized Scheduler with Probabilistic Guarantees of Finding Bugs", ASPLOS 2010), with faults at places drawn
    /// evenly. No probability is claimed with faults.
    Sampled {
        /// Runs.
        runs: u64,
        /// Orderings that a bug may need to be found, as PCT counts them.
        depth: u32,
        /// Run `i` depends on this and on `i`.
        seed: Seed,
        /// Which of the runs.
        share: Share,
    },
}

/// A share of runs by chance: those whose number leaves `number` where it is divided by `of`. What is told before any of
/// them belongs to the first share.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Share {
    /// Which of the shares, counted from 0.
    pub number: u64,
    /// How many there are.
    pub of: u64,
}

impl Share {
    /// All runs.
    pub const ALL: Self = Self { number: 0, of: 1 };
}

/// How far exploration may go. What it does not reach is said to be incomplete, never to hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bounds {
    /// Steps of one run, before it is left alone and after.
    pub steps: usize,
    /// States that are kept.
    pub states: usize,
    /// Runs in all.
    pub runs: u64,
    /// Faults of one run.
    pub faults: u32,
}

/// A failure and the first story of it that was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// The failure.
    pub failure: Failure,
    /// The story.
    pub schedule: Schedule,
    /// Its faults.
    pub faults: u32,
    /// In which run it was found: whatever share of the runs that is in, and whatever else is found, it has this number.
    pub run: u64,
}

/// What exploration says while it goes on.
#[derive(Debug)]
pub enum News<'n> {
    /// A run has ended; so many have, and so many states are known.
    Ran {
        /// Runs so far.
        runs: u64,
        /// States so far.
        states: usize,
    },
    /// A failure that was not seen before.
    Found(&'n Found),
}

/// What was explored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Explored {
    /// Whether nothing within the bounds is left.
    pub complete: bool,
    /// Runs to an end, or to a state known before.
    pub runs: u64,
    /// States, where they are told apart.
    pub states: Option<usize>,
    /// Steps taken in all.
    pub steps: u64,
    /// Runs that were left alone and came to no end.
    pub restless: u32,
    /// How many schedules this stands for, in decimal digits; none where there is no end of them, or none are counted.
    pub covered: Option<String>,
    /// Each failure with a story of as few faults as any; where a check fails in several ways, each of them.
    pub found: Vec<Found>,
}

/// Explores a scenario within bounds. `hear` may end it at any news; it is incomplete then.
///
/// The natural run comes first, then each single fault on it, then all that have no fault, one, two and so on; so the
/// first story found has about as few faults as it can have. Deterministic.
pub fn explore<S: Scenario>(
    scenario: &S,
    mode: Mode,
    bounds: Bounds,
    hear: &mut dyn FnMut(News<'_>) -> ControlFlow<()>,
) -> Explored {
    let mut ledger = Ledger {
        scenario,
        bounds,
        runs: 0,
        run: 0,
        steps: 0,
        states: None,
        cut: false,
        restless: 0,
        found: BTreeMap::new(),
        hear,
    };
    let ended = search(&mut ledger, mode);
    let complete = ended.is_continue() && !ledger.cut;
    Explored {
        complete,
        runs: ledger.runs,
        states: ledger.states,
        steps: ledger.steps,
        restless: ledger.restless,
        covered: if let ControlFlow::Continue(covered) = ended { covered.filter(|_| complete) } else { None },
        found: ledger.found.into_values().collect(),
    }
}

impl Explored {
    /// Whether so many runs came to no end that nothing more is looked for.
    #[must_use]
    pub fn gives_up(&self) -> bool {
        self.restless > RESTLESS
    }

    /// This and another share of the same runs by chance, as if one had told both: each failure as it was found first. Where
    /// they give up together, or one of them does, one who tells all runs gives up somewhere else.
    #[must_use]
    pub fn with(self, other: Self) -> Self {
        let mut found: BTreeMap<Failure, Found> = BTreeMap::new();
        for one in self.found.into_iter().chain(other.found) {
            let first = found.get(&one.failure).is_none_or(|known| one.run < known.run);
            if first {
                found.insert(one.failure, one);
            }
        }
        Self {
            complete: false,
            runs: self.runs + other.runs,
            states: None,
            steps: self.steps + other.steps,
            restless: self.restless + other.restless,
            covered: None,
            found: found.into_values().collect(),
        }
    }
}

/// Tells all stories of a mode; how many schedules they stand for.
fn search<S: Scenario>(ledger: &mut Ledger<'_, S>, mode: Mode) -> ControlFlow<(), Option<String>> {
    if let Mode::Sampled { runs, depth, seed, share } = mode {
        ledger.cut = true;
        if share.number == 0 {
            scout(ledger)?;
        }
        sample::sample(ledger, runs, share, (depth, seed))?;
        return ControlFlow::Continue(None);
    }
    scout(ledger)?;
    // What the scout has told is told again in its place.
    ledger.runs = 0;
    let mut depth = Depth::new(ledger, mode);
    depth.search()?;
    ControlFlow::Continue(depth.covered())
}

/// The natural run, and each single fault on it: what most stories that fail need no more than.
fn scout<S: Scenario>(ledger: &mut Ledger<'_, S>) -> ControlFlow<()> {
    let (mut natural, mut faults, mut broken) = (Vec::new(), Vec::new(), Vec::new());
    let mut run = Run::start(ledger.scenario, &BTreeSet::new());
    let with = |path: &[Step], steps: &[Step]| {
        let faults = steps.iter().filter(|step| step.kind == Kind::Fault);
        faults.map(|fault| [path, &[*fault]].concat()).collect::<Vec<_>>()
    };
    let end = run.complete(ledger.bounds.steps, |enabled, step, taken| {
        faults.extend(with(&natural, enabled));
        natural.push(*step);
        broken.extend(taken.violations);
    });
    faults.extend(with(&natural, &run.world.enabled()));
    ledger.steps += natural.len() as u64;
    let missing = run.world.at_natural_end();
    ledger.judge(Vec::new, missing.into_iter().chain(broken).map(Failure::Broken))?;
    ledger.end(&mut run, Vec::new, end)?;
    ledger.ran()?;
    if ledger.bounds.faults == 0 {
        return ControlFlow::Continue(());
    }
    for path in faults {
        ledger.steps += path.len() as u64;
        let mut run = Run::start(ledger.scenario, &BTreeSet::new());
        let taken = path.iter().map(|step| run.take(step)).last();
        let told = || path.clone();
        ledger.judge(told, taken.into_iter().flat_map(|taken| taken.violations).map(Failure::Broken))?;
        ledger.complete(&mut run, told)?;
        ledger.ran()?;
    }
    ControlFlow::Continue(())
}

/// Runs that come to no end, each as long as the bound of steps: who has had so many is not said more by the next.
const RESTLESS: u32 = 32;

/// What is counted and found.
struct Ledger<'l, S: Scenario> {
    scenario: &'l S,
    bounds: Bounds,
    runs: u64,
    /// The number of the run that is being told.
    run: u64,
    steps: u64,
    states: Option<usize>,
    /// Whether a bound has kept something from being told.
    cut: bool,
    /// Runs that were left alone and came to no end.
    restless: u32,
    found: BTreeMap<Failure, Found>,
    hear: &'l mut dyn FnMut(News<'_>) -> ControlFlow<()>,
}

impl<S: Scenario> Ledger<'_, S> {
    /// Counts a run.
    fn ran(&mut self) -> ControlFlow<()> {
        self.runs += 1;
        (self.hear)(News::Ran { runs: self.runs, states: self.states.unwrap_or(0) })?;
        if self.runs >= self.bounds.runs {
            self.cut = true;
            return ControlFlow::Break(());
        }
        ControlFlow::Continue(())
    }

    /// Keeps the failures of a path that are new.
    fn judge(&mut self, path: impl Fn() -> Vec<Step>, failures: impl Iterator<Item = Failure>) -> ControlFlow<()> {
        for failure in failures {
            if self.found.contains_key(&failure) {
                continue;
            }
            let path = path();
            let schedule = schedule_of(self.scenario, &BTreeSet::new(), &path);
            let faults = path.iter().filter(|step| step.kind == Kind::Fault).count();
            let faults = u32::try_from(faults).unwrap_or(u32::MAX);
            let found = Found { failure, schedule, faults, run: self.run };
            let ended = (self.hear)(News::Found(&found));
            self.found.insert(failure, found);
            ended?;
        }
        ControlFlow::Continue(())
    }

    /// Goes on naturally to the end, and judges it.
    fn complete(&mut self, run: &mut Run<S::World>, path: impl Fn() -> Vec<Step>) -> ControlFlow<()> {
        let mut failures = Vec::new();
        let before = run.steps();
        let end = run.complete(self.bounds.steps, |_, _, taken| failures.extend(taken.violations));
        self.steps += (run.steps() - before) as u64;
        self.judge(&path, failures.into_iter().map(Failure::Broken))?;
        self.end(run, path, end)
    }

    /// Judges the end of a run that was natural after the path.
    fn end(&mut self, run: &mut Run<S::World>, path: impl Fn() -> Vec<Step>, end: End) -> ControlFlow<()> {
        let broken = match end {
            End::Rest => run.world.at_rest().0,
            // Whether it would go round for ever is told once.
            End::Horizon
                if [Failure::Livelock, Failure::NotSettled].iter().any(|known| self.found.contains_key(known)) =>
            {
                run.world.in_loop().map_or_else(Vec::new, |(broken, _)| broken)
            }
            End::Horizon | End::Bound | End::Loop { .. } => {
                self.cut |= end != End::Horizon;
                let schedule = schedule_of(self.scenario, &BTreeSet::new(), &path());
                let told = super::tell(self.scenario, &schedule, self.bounds.steps);
                self.judge(path, told.failures.into_keys())?;
                self.restless += u32::from(end == End::Bound);
                return if self.restless > RESTLESS { ControlFlow::Break(()) } else { ControlFlow::Continue(()) };
            }
        };
        self.judge(path, broken.into_iter().map(Failure::Broken))
    }
}
