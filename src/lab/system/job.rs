//! Work for a runner: a system to be explored, or one story of it to be told.

use std::collections::BTreeSet;
use std::ops::ControlFlow;
use std::sync::mpsc;
use std::thread;

use serde::{Deserialize, Serialize};

use super::setup::Setup;
use super::theatre::{Theatre, Unplayable};
use super::trace::{Broken, Trace};
use crate::base::Seed;
use crate::sim::{Bounds, Explored, Found, Mode, News, Schedule, Share, explore, follow, shrink};

/// A system, and what to do with it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Job {
    /// The system.
    pub setup: Setup,
    /// What to do.
    pub what: What,
}

/// What to do with a system.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum What {
    /// Look for stories that fail.
    Explore(Plan),
    /// Tell the story in which what is wished goes wrong.
    Follow {
        /// What goes wrong, in the order of the story.
        wishes: Vec<Wish>,
        /// Steps at most.
        steps: usize,
    },
    /// Tell one story.
    Tell {
        /// What is different in it from the natural run.
        schedule: Schedule,
        /// Steps at most.
        steps: usize,
    },
}

/// Something that is to go wrong.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Wish {
    /// Before which step of the story, from 1.
    pub before: usize,
    /// What, as [`System::faults`] names it, in capital letters or small ones: `crash orders`.
    ///
    /// [`System::faults`]: super::System::faults
    pub what: String,
}

/// How to look for stories that fail.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Plan {
    /// How stories are chosen.
    pub way: Way,
    /// Steps of one run.
    pub steps: usize,
    /// States that are kept.
    pub states: usize,
    /// Runs by chance.
    pub runs: u64,
    /// What they are drawn from.
    pub seed: Seed,
    /// Among how many threads they are divided; what comes out is the same with any number.
    pub workers: u16,
}

/// How stories are chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum Way {
    /// Every state; where there are too many, every schedule but those that nobody can tell apart; where these are too
    /// many as well, so many runs by chance beside.
    #[default]
    Auto,
    /// Every schedule.
    Plain,
    /// Every state.
    Memo,
    /// Every schedule but those that nobody can tell apart.
    Reduced,
    /// So many runs by chance.
    Sample,
}

/// What came of a job.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Done {
    /// The setup is wrong.
    Unplayable(Unplayable),
    /// Of [`What::Explore`].
    Explored(Exploration),
    /// Of [`What::Tell`].
    Told(Trace),
    /// Of [`What::Follow`].
    Followed {
        /// What is different in the story from the natural run.
        schedule: Schedule,
        /// The story.
        trace: Trace,
        /// The first wish that could not come, by number, and what could have come there.
        refused: Option<(usize, Vec<String>)>,
    },
}

/// What was explored.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Exploration {
    /// How much can be said of what was not told.
    pub extent: Extent,
    /// How many schedules it stands for, in decimal digits, where they can be counted.
    pub covered: Option<String>,
    /// Runs to an end, or to a state known before.
    pub runs: u64,
    /// States, where they are told apart.
    pub states: Option<usize>,
    /// Steps taken in all.
    pub steps: u64,
    /// What fails, each with the smallest story of it that was found.
    pub stories: Vec<Story>,
}

/// How much can be said of what was not told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Extent {
    /// Every schedule within the bounds.
    Exhaustive,
    /// The same, but of those that nobody can tell apart one.
    Reduced,
    /// So many runs by chance, and nothing of the others.
    Sampled,
    /// A bound was reached before all was told.
    Incomplete,
}

/// A story that fails.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Story {
    /// What fails.
    pub broken: Broken,
    /// What is different in it from the natural run.
    pub schedule: Schedule,
    /// The story.
    pub trace: Trace,
}

/// What is said while stories are looked for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Progress {
    /// Runs so far.
    pub runs: u64,
    /// States so far.
    pub states: usize,
    /// What was found just now to fail.
    pub broken: Option<Broken>,
}

/// Runs between two tellings of how far it is.
const TELL_EVERY: u64 = 256;

/// Does a job; `hear` is told how far it is now and then, and of each failure when it is first seen.
pub fn run(job: &Job, hear: &mut dyn FnMut(Progress)) -> Done {
    let theatre = match Theatre::new(job.setup.clone()) {
        Ok(theatre) => theatre,
        Err(unplayable) => return Done::Unplayable(unplayable),
    };
    match &job.what {
        What::Follow { wishes, steps } => {
            let mut next = 0;
            let mut refused = None;
            let schedule = follow(&&theatre, *steps, |taken, world, enabled| {
                let wish = wishes.get(next).filter(|wish| taken + 1 == wish.before && refused.is_none())?;
                let faults = world.faults();
                let found = faults.iter().find(|(_, name)| name.eq_ignore_ascii_case(&wish.what));
                let Some((step, _)) = found else {
                    refused = Some((next, faults.into_iter().map(|(_, name)| name).collect()));
                    return None;
                };
                next += 1;
                enabled.iter().position(|other| other == step)
            });
            if refused.is_none() && next < wishes.len() {
                refused = Some((next, Vec::new()));
            }
            Done::Followed { trace: Trace::tell(&theatre, &schedule, *steps), schedule, refused }
        }
        What::Tell { schedule, steps } => Done::Told(Trace::tell(&theatre, schedule, *steps)),
        What::Explore(plan) => Done::Explored(plan.explore(&theatre, hear)),
    }
}

impl Plan {
    fn explore(&self, theatre: &Theatre, hear: &mut dyn FnMut(Progress)) -> Exploration {
        let faults = u32::from(theatre.setup.faults.at_most);
        let bounds = Bounds { steps: self.steps, states: self.states, runs: u64::MAX, faults };
        let sample = self.sample(0);
        // Each run goes on from where another was, and comes to several states.
        let few = Bounds { runs: self.states as u64, ..bounds };
        let ways: &[(Mode, Bounds, Extent)] = match self.way {
            // In time the order of any two steps may matter.
            Way::Auto if theatre.setup.time.is_some() => {
                &[(Mode::Memo, bounds, Extent::Exhaustive), (sample, bounds, Extent::Sampled)]
            }
            Way::Auto => &[
                (Mode::Memo, bounds, Extent::Exhaustive),
                (Mode::Reduced, few, Extent::Reduced),
                (sample, bounds, Extent::Sampled),
            ],
            Way::Memo => &[(Mode::Memo, bounds, Extent::Exhaustive)],
            Way::Plain => &[(Mode::Plain, bounds, Extent::Exhaustive)],
            Way::Reduced => &[(Mode::Reduced, bounds, Extent::Reduced)],
            Way::Sample => &[(sample, bounds, Extent::Sampled)],
        };
        let mut so_far: Option<Explored> = None;
        let mut extent = Extent::Incomplete;
        for (mode, bounds, reached) in ways {
            let explored = match mode {
                Mode::Sampled { .. } => self.divided(theatre, *bounds, hear),
                Mode::Plain | Mode::Memo | Mode::Reduced => explore(&theatre, *mode, *bounds, &mut telling(hear)),
            };
            // Nobody expects all of runs by chance.
            let is_done = explored.complete || *reached == Extent::Sampled;
            so_far = Some(match so_far {
                Some(before) if !explored.complete => together(before, explored),
                Some(_) | None => explored,
            });
            if is_done {
                extent = *reached;
                break;
            }
        }
        let explored = so_far.expect("there is at least one way to look for stories");
        Exploration {
            extent,
            covered: explored.covered,
            runs: explored.runs,
            states: explored.states,
            steps: explored.steps,
            stories: explored.found.iter().map(|found| self.story(theatre, found)).collect(),
        }
    }

    /// A share of the runs by chance.
    fn sample(&self, number: u64) -> Mode {
        let share = Share { number, of: u64::from(self.workers.max(1)) };
        Mode::Sampled { runs: self.runs, depth: DEPTH, seed: self.seed, share }
    }

    /// All runs by chance, a share of them told here and each other one in a thread with a theatre of its own.
    fn divided(&self, theatre: &Theatre, bounds: Bounds, hear: &mut dyn FnMut(Progress)) -> Explored {
        let share = |number: u16, theatre: &Theatre, hear: &mut dyn FnMut(Progress)| {
            explore(&theatre, self.sample(number.into()), bounds, &mut telling(hear))
        };
        let (tell, told) = mpsc::channel();
        thread::scope(|scope| {
            let other = |number: u16| {
                let (setup, tell) = (theatre.setup.clone(), tell.clone());
                scope.spawn(move || {
                    let theatre = Theatre::new(setup).expect("what was made ready once can be made ready again");
                    // Whoever hears hears to the end.
                    share(number, &theatre, &mut |progress| _ = tell.send((number, progress)))
                })
            };
            let others: Vec<_> = (1..self.workers.max(1)).map(other).collect();
            drop(tell);
            let mut runs = vec![0; usize::from(self.workers.max(1))];
            let mut seen = BTreeSet::new();
            let mut hear = |(number, progress): (u16, Progress)| {
                runs[usize::from(number)] = progress.runs;
                let broken = progress.broken.filter(|broken| seen.insert(*broken));
                hear(Progress { runs: runs.iter().sum(), states: 0, broken });
            };
            let mine = share(0, theatre, &mut |progress| {
                told.try_iter().for_each(&mut hear);
                hear((0, progress));
            });
            told.iter().for_each(&mut hear);
            let all = others.into_iter().fold(mine, |so_far, other| match other.join() {
                Ok(share) => so_far.with(share),
                Err(panic) => std::panic::resume_unwind(panic),
            });
            if all.gives_up() && self.workers > 1 {
                // Where to give up is known to who tells them one after the other.
                return Self { workers: 1, ..*self }.divided(theatre, bounds, &mut |progress| hear((0, progress)));
            }
            all
        })
    }

    /// The smallest story of a failure.
    fn story(&self, theatre: &Theatre, found: &Found) -> Story {
        let schedule = shrink(&theatre, &found.schedule, found.failure, self.steps);
        let trace = Trace::tell(theatre, &schedule, self.steps);
        Story { broken: Broken::of(found.failure), schedule, trace }
    }
}

/// Tells how far a search is now and then, and each failure when it is first seen.
fn telling(hear: &mut dyn FnMut(Progress)) -> impl FnMut(News<'_>) -> ControlFlow<()> {
    let (mut runs, mut states) = (0, 0);
    move |news| {
        let broken = match news {
            News::Ran { runs: so_far, states: known } => {
                (runs, states) = (so_far, known);
                if so_far % TELL_EVERY != 0 {
                    return ControlFlow::Continue(());
                }
                None
            }
            News::Found(found) => Some(Broken::of(found.failure)),
        };
        hear(Progress { runs, states, broken });
        ControlFlow::Continue(())
    }
}

/// Orderings that a bug may need to be found by chance, as PCT counts them.
const DEPTH: u32 = 3;

/// What two explorations came to that both left something out, the first one's stories first.
fn together(first: Explored, second: Explored) -> Explored {
    let mut found = first.found;
    let new = |other: &Found| found.iter().all(|known| known.failure != other.failure);
    let more: Vec<Found> = second.found.into_iter().filter(new).collect();
    found.extend(more);
    Explored {
        complete: false,
        runs: first.runs + second.runs,
        states: first.states,
        steps: first.steps + second.steps,
        restless: first.restless + second.restless,
        covered: None,
        found,
    }
}
