//! Depth first, all that has no fault before all that has one, and so on.
//!
//! A world cannot be set back. Where it can be forked, one stays behind at each state from which more ways lead; where it
//! cannot, each way is told from the beginning up to where it branches off. Ways that begin with one more fault wait for
//! their turn; in it no earlier fault count is gone through again.

use std::collections::{BTreeSet, HashMap};
use std::ops::ControlFlow;
use std::rc::Rc;

use super::graph::{Graph, Node};
use super::{Ledger, Mode};
use crate::sim::run::Run;
use crate::sim::step::dependent;
use crate::sim::{ByPrint, Failure, Fingerprint, Footprint, Kind, Scenario, Step, Taken, World as _};

/// Steps whose ways were gone before, and what they touched.
type Sleep = Vec<(Step, Footprint)>;

/// Worlds that wait, at most; the ways of others are told anew.
const WORLDS: usize = 100_000;

/// The steps that lead to a state, from the last to the first; ways share their beginnings.
type Way = Option<Rc<Link>>;

#[derive(Debug)]
struct Link {
    step: Step,
    before: Way,
}

fn path(way: &Way) -> Vec<Step> {
    let mut steps: Vec<Step> =
        std::iter::successors(way.as_deref(), |link| link.before.as_deref()).map(|link| link.step).collect();
    steps.reverse();
    steps
}

/// Where the ways with one more fault begin.
struct Root<W> {
    way: Way,
    /// A world that stands where the last step of the way is taken.
    stands: Option<Rc<Run<W>>>,
    sleep: Sleep,
    from: Option<Node>,
}

/// A state on the way that is gone, and which of its steps is being tried.
struct Frame<W> {
    way: Way,
    /// A world that stands here.
    stands: Option<Rc<Run<W>>>,
    print: Fingerprint,
    node: Option<Node>,
    /// What may come next, the natural step first; faults apart.
    steps: Vec<Step>,
    at: usize,
    footprint: Footprint,
    faults: Vec<Step>,
    /// Asleep on arrival, and with the steps that were tried since.
    slept: usize,
    sleep: Sleep,
}

/// A step that was taken, with those after it before which nothing need come.
struct Gone {
    step: Step,
    /// What all of them did.
    taken: Taken,
    /// The way through them.
    way: Way,
}

/// A state that is known.
struct Known {
    node: Node,
    /// Whether its natural end was judged.
    judged: bool,
}

pub(super) struct Depth<'d, 'l, S: Scenario> {
    ledger: &'d mut Ledger<'l, S>,
    mode: Mode,
    known: HashMap<Fingerprint, Known, ByPrint>,
    graph: Graph,
    later: Vec<Root<S::World>>,
    round: bool,
}

impl<'d, 'l, S: Scenario> Depth<'d, 'l, S> {
    pub(super) fn new(ledger: &'d mut Ledger<'l, S>, mode: Mode) -> Self {
        Self { ledger, mode, known: HashMap::default(), graph: Graph::default(), later: Vec::new(), round: false }
    }

    /// Goes all ways within the bounds.
    pub(super) fn search(&mut self) -> ControlFlow<()> {
        let mut roots = vec![Root { way: None, stands: None, sleep: Vec::new(), from: None }];
        for _ in 0..=self.ledger.bounds.faults {
            for root in std::mem::take(&mut roots) {
                self.descend(&root)?;
            }
            roots = std::mem::take(&mut self.later);
        }
        ControlFlow::Continue(())
    }

    /// How many schedules there are, where they are counted.
    pub(super) fn covered(&self) -> Option<String> {
        match self.mode {
            Mode::Plain if !self.round => Some(self.ledger.runs.to_string()),
            Mode::Memo => self.graph.ways().map(|ways| ways.to_string()),
            Mode::Plain | Mode::Reduced | Mode::Sampled { .. } => None,
        }
    }

    /// Goes all ways from a root that have no more faults.
    fn descend(&mut self, root: &Root<S::World>) -> ControlFlow<()> {
        let mut frames: Vec<Frame<S::World>> = Vec::new();
        loop {
            self.run(root, &mut frames)?;
            loop {
                let Some(frame) = frames.last_mut() else { return ControlFlow::Continue(()) };
                if let (Some(step), Mode::Reduced) = (frame.steps.get(frame.at), self.mode) {
                    frame.sleep.push((*step, std::mem::take(&mut frame.footprint)));
                }
                frame.at += 1;
                if frame.at < frame.steps.len() {
                    break;
                }
                if let Some(frame) = frames.pop() {
                    self.postpone(frame);
                }
            }
        }
    }

    /// Keeps the faults of a state for later, when all else that could come next was tried.
    fn postpone(&mut self, frame: Frame<S::World>) {
        for fault in frame.faults {
            let way = Some(Rc::new(Link { step: fault, before: frame.way.clone() }));
            let stands = frame.stands.clone().filter(|_| self.later.len() < WORLDS);
            self.later.push(Root { way, stands, sleep: frame.sleep.clone(), from: frame.node });
        }
    }

    /// A run that has taken the step that is being tried in the last of the frames, or stands at the root.
    fn stand(&mut self, root: &Root<S::World>, frames: &[Frame<S::World>]) -> (Run<S::World>, Option<Gone>) {
        let (stands, next) = match (frames.last(), &root.way) {
            (Some(frame), _) => (&frame.stands, Some((frame.steps[frame.at], &frame.way))),
            (None, Some(link)) => (&root.stands, Some((link.step, &link.before))),
            (None, None) => (&root.stands, None),
        };
        if let (Some(mut run), Some((step, before))) = (stands.as_ref().and_then(|run| run.fork()), next) {
            let gone = self.go(&mut run, before.clone(), step);
            return (run, Some(gone));
        }
        let mut run = Run::start(self.ledger.scenario, &BTreeSet::new());
        if self.mode == Mode::Reduced {
            run.world.mind_footprints();
        }
        let Some((step, before)) = next else { return (run, None) };
        for step in path(before) {
            self.ledger.steps += 1;
            run.take(&step);
        }
        let gone = self.go(&mut run, before.clone(), step);
        (run, Some(gone))
    }

    /// Takes a step, and those after it before which nothing need come.
    fn go(&mut self, run: &mut Run<S::World>, before: Way, step: Step) -> Gone {
        self.ledger.steps += 1;
        let mut taken = run.take(&step);
        let mut way = Some(Rc::new(Link { step, before }));
        while run.world.passes() {
            let enabled = run.world.enabled();
            let Some(at) = run.natural(&enabled) else { break };
            self.ledger.steps += 1;
            let more = run.take(&enabled[at]);
            way = Some(Rc::new(Link { step: enabled[at], before: way }));
            taken.violations.extend(more.violations);
            taken.footprint.join(more.footprint);
        }
        Gone { step, taken, way }
    }

    /// Goes the way of the frames, and on by the natural order, a frame for each state that is met, up to an end or a
    /// state that is known.
    fn run(&mut self, root: &Root<S::World>, frames: &mut Vec<Frame<S::World>>) -> ControlFlow<()> {
        let (mut run, mut last) = self.stand(root, frames);
        let mut fresh = Vec::new();
        loop {
            let mut way = None;
            let mut sleep = Sleep::new();
            if let Some(Gone { step, taken, way: gone }) = last.take() {
                way = gone;
                self.ledger.judge(|| path(&way), taken.violations.into_iter().map(Failure::Broken))?;
                let before = frames.last().map_or(&root.sleep, |frame| &frame.sleep);
                let stays =
                    |(other, touched): &&(Step, Footprint)| !dependent((other, touched), (&step, &taken.footprint));
                sleep = before.iter().filter(stays).cloned().collect();
                if let Some(frame) = frames.last_mut() {
                    frame.footprint = taken.footprint;
                }
            }
            let print = run.world.fingerprint();
            let node = match self.meet(print, frames, root, &sleep) {
                Met::New(node) => node,
                Met::Judged => break,
                Met::Open => {
                    self.ledger.complete(&mut run, || path(&way))?;
                    break;
                }
            };
            if self.known.len() > self.ledger.bounds.states {
                self.ledger.cut = true;
                return ControlFlow::Break(());
            }
            if run.steps() >= self.ledger.bounds.steps {
                self.ledger.cut = true;
                self.ledger.complete(&mut run, || path(&way))?;
                if self.mode == Mode::Reduced {
                    // It leaves something out now, and to leave nothing out is all that it is for; and whoever ticks and
                    // remembers it has ways without number.
                    return ControlFlow::Break(());
                }
                break;
            }
            fresh.push(print);
            let mut enabled = run.world.enabled();
            let natural = run.natural(&enabled);
            if let Some(at) = natural {
                enabled[..=at].rotate_right(1);
            } else {
                if let Some(node) = node {
                    self.graph.end(node);
                }
                let end = run.end();
                self.ledger.end(&mut run, || path(&way), end)?;
            }
            let only_ticks = natural.is_some() && enabled[0].kind == Kind::Tick;
            let (faults, mut steps): (Vec<Step>, Vec<Step>) =
                enabled.into_iter().partition(|step| step.kind == Kind::Fault);
            steps.retain(|step| !sleep.iter().any(|(asleep, _)| asleep.is(step)));
            let next = steps.first().copied();
            let slept = sleep.len();
            let footprint = Footprint::default();
            let stands = if steps.len() > 1 || !faults.is_empty() { run.fork().map(Rc::new) } else { None };
            let before = way.clone();
            frames.push(Frame { way, stands, print, node, steps, at: 0, footprint, faults, slept, sleep });
            let Some(step) = next else {
                // Where all that is left comes again for ever and is asleep, it does not come, and the world may rest.
                if only_ticks {
                    self.ledger.complete(&mut run, || path(&before))?;
                }
                break;
            };
            last = Some(self.go(&mut run, before, step));
        }
        for print in fresh {
            if let Some(known) = self.known.get_mut(&print) {
                known.judged = true;
            }
        }
        self.ledger.ran()
    }

    /// Whether a state was met before, and how.
    fn meet(&mut self, print: Fingerprint, frames: &[Frame<S::World>], root: &Root<S::World>, sleep: &Sleep) -> Met {
        let from = frames.last().map_or(root.from, |frame| frame.node);
        if self.mode == Mode::Memo {
            let known = self.known.get(&print).map(|known| (known.node, known.judged));
            let node = known.map_or_else(|| self.graph.add(), |(node, _)| node);
            if let Some(from) = from {
                self.graph.connect(from, node);
            }
            return match known {
                Some((_, true)) => Met::Judged,
                Some((_, false)) => Met::Open,
                None => {
                    self.known.insert(print, Known { node, judged: false });
                    self.ledger.states = Some(self.known.len());
                    Met::New(Some(node))
                }
            };
        }
        // On the way itself a state is gone on from once, unless less is asleep now than was then.
        let covers = |frame: &Frame<S::World>| {
            let slept = &frame.sleep[..frame.slept];
            slept.iter().all(|(step, _)| sleep.iter().any(|(asleep, _)| asleep.is(step)))
        };
        if frames.iter().any(|frame| frame.print == print && covers(frame)) {
            self.round = true;
            return Met::Open;
        }
        Met::New(None)
    }
}

/// How a state was met.
enum Met {
    /// For the first time.
    New(Option<Node>),
    /// Before, and it is known how its natural run ends.
    Judged,
    /// Before, on the way itself.
    Open,
}
