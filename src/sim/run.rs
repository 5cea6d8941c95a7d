//! One run: a story told from its beginning to its end.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::natural::Natural;
use super::schedule::Tag;
use super::{Actor, Cause, Deviation, Failure, Fingerprint, Kind, Scenario, Schedule, Step, Taken, World};

/// How a run ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum End {
    /// Nothing is left to do.
    Rest,
    /// It comes back to where it was: the step at which it was there first, and the length of the way round.
    Loop {
        /// Steps before the way round begins.
        from: usize,
        /// Steps of the way round.
        length: usize,
    },
    /// It goes on past the bound of steps.
    Bound,
    /// Its time is up, and it has not come to rest.
    Horizon,
}

/// A story, told.
#[derive(Debug)]
pub struct Told<N> {
    /// What the trace keeps of each step.
    pub notes: Vec<N>,
    /// Each failure, and how many steps were taken when it was first seen.
    pub failures: BTreeMap<Failure, usize>,
    /// How it ends.
    pub end: End,
    /// What the trace keeps of its rest, where it comes to rest.
    pub rest: Option<N>,
    /// Deviations that found no place, by their number: the story is another than the one that was written down.
    pub passed_over: Vec<usize>,
}

/// A run under way.
pub(super) struct Run<W> {
    pub(super) world: W,
    natural: Natural,
    /// Steps taken, by actor.
    taken: BTreeMap<Actor, u32>,
    steps: usize,
}

impl<W: World> Run<W> {
    pub(super) fn start<S: Scenario<World = W>>(scenario: &S, without: &BTreeSet<u16>) -> Self {
        let world = scenario.start(without);
        Self { world, natural: Natural::default(), taken: BTreeMap::new(), steps: 0 }
    }

    /// A second run that stands where this one stands, where its world can be forked.
    pub(super) fn fork(&self) -> Option<Self> {
        let world = self.world.fork()?;
        Some(Self { world, natural: self.natural, taken: self.taken.clone(), steps: self.steps })
    }

    pub(super) fn take(&mut self, step: &Step) -> Taken {
        self.count(step);
        self.world.take(step)
    }

    fn tell(&mut self, step: &Step) -> (Taken, W::Note) {
        self.count(step);
        self.world.tell(step)
    }

    fn count(&mut self, step: &Step) {
        self.natural = self.natural.after(step);
        if step.kind != Kind::Fault {
            *self.taken.entry(step.actor).or_default() += 1;
        }
        self.steps += 1;
    }

    /// Steps taken.
    pub(super) fn steps(&self) -> usize {
        self.steps
    }

    /// The place of the natural step.
    pub(super) fn natural(&self, enabled: &[Step]) -> Option<usize> {
        self.natural.choose(enabled)
    }

    /// How it ends where nothing comes by itself.
    pub(super) fn end(&mut self) -> End {
        if self.world.is_out_of_time() { End::Horizon } else { End::Rest }
    }

    /// What a deviation here would be called, but for what comes instead.
    fn place(&self, enabled: &[Step]) -> (Option<Actor>, u32) {
        let actor = self.natural(enabled).map(|at| enabled[at].actor);
        (actor, actor.map_or(0, |actor| self.taken.get(&actor).copied().unwrap_or(0)))
    }

    /// Goes on by the natural order to the end, for `bound` steps at most: however long the way here was, who is left alone
    /// now may come to rest. Hands over what might have come instead of each step, the step, and what it did.
    pub(super) fn complete(&mut self, bound: usize, mut each: impl FnMut(&[Step], &Step, Taken)) -> End {
        let mut round = Round::default();
        for _ in 0..bound {
            let enabled = self.world.enabled();
            let Some(at) = self.natural(&enabled) else { return self.end() };
            let step = enabled[at];
            if step.kind == Kind::Tick && round.is_over(&step, &mut self.world) {
                return End::Rest;
            }
            let taken = self.take(&step);
            each(&enabled, &step, taken);
        }
        End::Bound
    }
}

/// A round of ticks that changes nothing is rest.
#[derive(Default)]
struct Round {
    substance: Option<Fingerprint>,
    ticked: BTreeSet<(Actor, Cause)>,
}

impl Round {
    /// Whether all that tick have done so, `next` about to begin anew, and the substance is what it was.
    fn is_over(&mut self, next: &Step, world: &mut impl World) -> bool {
        let substance = world.substance();
        if self.substance != Some(substance) {
            self.substance = Some(substance);
            self.ticked.clear();
        }
        let pending = world.pending();
        if pending.iter().any(|step| matches!(step.kind, Kind::Continue | Kind::Begin | Kind::Wake)) {
            return false;
        }
        let mut ticks = pending.iter().filter(|step| step.kind == Kind::Tick);
        let over = ticks.all(|tick| self.ticked.contains(&(tick.actor, tick.cause)));
        self.ticked.insert((next.actor, next.cause));
        over && !world.watches_time()
    }
}

/// Tells a story, `bound` steps at most after it was last interfered with, and twice as many in all.
pub fn tell<S: Scenario>(scenario: &S, schedule: &Schedule, bound: usize) -> Told<<S::World as World>::Note> {
    let mut run = Run::start(scenario, &schedule.without);
    let mut open: Vec<(usize, Deviation)> = schedule.deviations.iter().copied().enumerate().collect();
    let mut told =
        Told { notes: Vec::new(), failures: BTreeMap::new(), end: End::Bound, rest: None, passed_over: Vec::new() };
    let mut round = Round::default();
    // Where the natural order alone has been: it decides by these two.
    let mut been: HashMap<(Fingerprint, Natural), usize> = HashMap::new();
    let mut alone = 0;
    while run.steps < bound.min(alone) + bound {
        let enabled = run.world.enabled();
        let natural = run.natural(&enabled);
        let (actor, nth) = run.place(&enabled);
        let tags = Tag::of(&enabled);
        let deviates = open.iter().enumerate().find_map(|(at, (_, deviation))| {
            let here = (deviation.actor, deviation.nth) == (actor, nth);
            let to = tags.iter().position(|tag| *tag == deviation.tag).filter(|to| here && Some(*to) != natural);
            to.map(|to| (at, to))
        });
        let step = if let Some((at, to)) = deviates {
            open.remove(at);
            been.clear();
            round = Round::default();
            alone = run.steps + 1;
            enabled[to]
        } else {
            let Some(at) = natural else {
                told.end = run.end();
                break;
            };
            if enabled[at].kind == Kind::Tick && round.is_over(&enabled[at], &mut run.world) {
                told.end = End::Rest;
                break;
            }
            if let Some(from) = been.insert((run.world.fingerprint(), run.natural), run.steps) {
                told.end = End::Loop { from, length: run.steps - from };
                break;
            }
            enabled[at]
        };
        let (taken, note) = run.tell(&step);
        for violation in taken.violations {
            told.failures.entry(Failure::Broken(violation)).or_insert(run.steps);
        }
        told.notes.push(note);
    }
    let mut failures: Vec<Failure> = match told.end {
        End::Rest => {
            let (violations, note) = run.world.at_rest();
            told.rest = Some(note);
            violations.into_iter().map(Failure::Broken).collect()
        }
        End::Loop { .. } | End::Horizon => {
            let (violations, note) = run.world.in_loop().unzip();
            told.rest = note;
            let broken = violations.into_iter().flatten().map(Failure::Broken);
            let restless = if told.end == End::Horizon { Failure::NotSettled } else { Failure::Livelock };
            std::iter::once(restless).chain(broken).collect()
        }
        End::Bound => vec![Failure::NotSettled],
    };
    if schedule.without.is_empty() && open.len() == schedule.deviations.len() {
        failures.extend(run.world.at_natural_end().into_iter().map(Failure::Broken));
    }
    for failure in failures {
        told.failures.entry(failure).or_insert(run.steps);
    }
    told.passed_over = open.into_iter().map(|(at, _)| at).collect();
    told
}

/// A story in the natural order but where `choose` says what comes instead: it is given how many steps were taken, the
/// world, and what may come next. What is different in it; it is followed for `bound` steps at most.
pub fn follow<S: Scenario>(
    scenario: &S,
    bound: usize,
    mut choose: impl FnMut(usize, &mut S::World, &[Step]) -> Option<usize>,
) -> Schedule {
    let mut run = Run::start(scenario, &BTreeSet::new());
    let mut deviations = Vec::new();
    let mut round = Round::default();
    while run.steps < bound {
        let enabled = run.world.enabled();
        let natural = run.natural(&enabled);
        let chosen = choose(run.steps, &mut run.world, &enabled).filter(|chosen| Some(*chosen) != natural);
        let Some(at) = chosen.or(natural) else { break };
        if chosen.is_some() {
            let (actor, nth) = run.place(&enabled);
            deviations.push(Deviation { actor, nth, tag: Tag::of(&enabled)[at] });
            round = Round::default();
        } else if enabled[at].kind == Kind::Tick && round.is_over(&enabled[at], &mut run.world) {
            break;
        }
        run.take(&enabled[at]);
    }
    Schedule { without: BTreeSet::new(), deviations }
}

/// The schedule of a path: where it leaves the natural order, and for what.
pub(super) fn schedule_of<S: Scenario>(scenario: &S, without: &BTreeSet<u16>, path: &[Step]) -> Schedule {
    let mut run = Run::start(scenario, without);
    let mut deviations = Vec::new();
    for step in path {
        let enabled = run.world.enabled();
        let to = enabled.iter().position(|other| other == step).expect("a path is made of steps that could come next");
        if run.natural(&enabled) != Some(to) {
            let (actor, nth) = run.place(&enabled);
            deviations.push(Deviation { actor, nth, tag: Tag::of(&enabled)[to] });
        }
        run.take(step);
    }
    Schedule { without: without.clone(), deviations }
}
