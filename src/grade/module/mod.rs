//! What the graders of JavaScript modules share: the answer's and the solution's module as jobs, what came of a call,
//! findings from failures, and the search for the smallest failing story.

mod fault;
mod shrink;
mod simpler;
#[cfg(test)]
pub(crate) mod testing;
mod told;

pub(crate) use fault::fault;
pub(crate) use shrink::{Probed, Search, smallest};
pub(crate) use simpler::{simpler_fields, simpler_value};
pub(crate) use told::{Told, json, same};

use std::path::Path;

use indexmap::IndexMap;

use super::{Bench, Code, Finding, NotLoaded, Stop, Submission};
use crate::course::exercise::{Exercise, LawKind};
use crate::lab::script::{Done, Failure, Job, Outcome, Returned, Source, Thread};
use crate::lab::{self, Gone};

/// Threads put into one job: an even number, so that pairs stay together.
const THREADS: usize = 1500;

/// The module of an answer and that of the solution.
#[derive(Debug, Clone)]
pub(crate) struct Module {
    answer: Job,
    solution: Job,
    given: Vec<Source>,
}

impl Module {
    /// The answer's module, loaded once to see whether it loads.
    pub(crate) fn load(
        exercise: &Exercise,
        file: &str,
        submission: &Submission,
        bench: &mut Bench<'_>,
    ) -> Result<Self, NotLoaded> {
        let given = scripts(&exercise.support);
        let job = |files: &IndexMap<String, String>| {
            let mut job = Job::new(Source::new(file, files.get(file).map_or("", String::as_str)));
            let others = scripts(files).into_iter().filter(|source| source.name != file);
            job.given = given.iter().cloned().chain(others).collect();
            job
        };
        let module = Self { answer: job(&submission.files), solution: job(&exercise.solution), given: given.clone() };
        let done = script(bench.answer(&lab::Job::Script(module.answer.clone()))?)?;
        match done.load {
            None => Ok(module),
            Some(failure) => Err(NotLoaded::Answer(vec![fault::load(&failure, file)])),
        }
    }

    /// Runs threads of the answer. Each has at most the outcomes asked for: its start's and one per call.
    pub(crate) fn answer(&self, bench: &mut Bench<'_>, threads: &[Thread]) -> Result<Vec<Vec<Outcome>>, Stop> {
        let mut all = Vec::with_capacity(threads.len());
        for threads in threads.chunks(THREADS) {
            let job = Job { threads: threads.to_vec(), ..self.answer.clone() };
            let done = script(bench.answer(&lab::Job::Script(job))?)?;
            if !whole(threads, &done) {
                return Err(garbled());
            }
            let fatal = done.threads.len() < threads.len() || ends_fatally(&done);
            all.extend(done.threads);
            if fatal {
                break;
            }
        }
        Ok(all)
    }

    /// Runs threads of the solution; what fails there is our fault.
    pub(crate) fn solution(&self, bench: &mut Bench<'_>, threads: Vec<Thread>) -> Result<Vec<Vec<Outcome>>, Stop> {
        let mut job = self.solution.clone();
        job.threads = threads;
        trusted(bench, job)
    }

    /// Runs threads of a given module, `given/rules.js`; what fails there is our fault.
    pub(crate) fn given(
        &self,
        bench: &mut Bench<'_>,
        file: &str,
        threads: Vec<Thread>,
    ) -> Result<Vec<Vec<Outcome>>, Stop> {
        let source = self.given.iter().find(|source| source.name == file || source.name == format!("given/{file}"));
        let source = source.ok_or_else(|| Stop::Ours(format!("there is no `given/{file}`")))?;
        let mut job = Job::new(source.clone());
        job.given = self.given.iter().filter(|other| *other != source).cloned().collect();
        job.threads = threads;
        trusted(bench, job)
    }
}

fn trusted(bench: &mut Bench<'_>, job: Job) -> Result<Vec<Vec<Outcome>>, Stop> {
    let name = job.module.name.clone();
    let done = script(bench.pack(&lab::Job::Script(job))?)?;
    let failed =
        done.load.iter().chain(done.threads.iter().flatten().filter_map(|outcome| outcome.result.as_ref().err()));
    match failed.into_iter().next() {
        Some(failure) => Err(Stop::Ours(format!("the pack's own `{name}` fails: {}", fault::plain(failure)))),
        None => Ok(done.threads),
    }
}

fn script(done: lab::Done) -> Result<Done, Stop> {
    match done {
        lab::Done::Script(done) => Ok(done),
        lab::Done::Sql(_) | lab::Done::System(_) => Err(garbled()),
    }
}

/// Whether every thread came to its end or to a failure: a child that was subverted could leave out what fails.
fn whole(threads: &[Thread], done: &Done) -> bool {
    let ended = |(thread, outcomes): (&Thread, &Vec<Outcome>)| {
        !outcomes.is_empty() && (outcomes.len() == thread.calls.len() + 1 || failed(outcomes.last()).is_some())
    };
    done.load.is_none()
        && (done.threads.len() == threads.len() || ends_fatally(done))
        && threads.iter().zip(&done.threads).all(ended)
}

/// Whether the last thread cost the runtime.
fn ends_fatally(done: &Done) -> bool {
    done.threads.last().and_then(|outcomes| failed(outcomes.last())).is_some_and(Failure::is_fatal)
}

fn garbled() -> Stop {
    Stop::Answer(Gone::Died("what it said does not fit what it was asked".to_owned()))
}

/// The first call of a thread that went wrong: a failure, or a refusal by a function that has nothing to refuse.
#[derive(Debug)]
pub(crate) struct Trouble {
    /// Which outcome of the thread: 0 is its start's.
    pub(crate) at: usize,
    /// The finding, without evidence.
    pub(crate) finding: Finding,
    /// What came, for the evidence.
    pub(crate) actual: String,
}

/// Looks for trouble; `function` names the function of each outcome, and whether it may refuse.
pub(crate) fn trouble<'f>(outcomes: &[Outcome], function: impl Fn(usize) -> (&'f str, bool)) -> Option<Trouble> {
    outcomes.iter().enumerate().find_map(|(at, outcome)| {
        let (name, may_refuse) = function(at);
        let told = || Told::of(outcome).text();
        let (finding, actual) = match &outcome.result {
            Err(failure) => (fault(failure, name), told()),
            Ok(Returned::Refused(_)) if !may_refuse => {
                let finding = Finding::new(Code::Threw).with("how", "refuses").with("function", name);
                // A refusal may be just what was expected, though of another function.
                (finding.with("error", told()), format!("{name}: {}", told()))
            }
            Ok(Returned::Refused(_) | Returned::Value(_)) => return None,
        };
        Some(Trouble { at, finding, actual })
    })
}

fn scripts(files: &IndexMap<String, String>) -> Vec<Source> {
    let script = |name: &String| Path::new(name).extension().is_some_and(|ending| ending == "js");
    files.iter().filter(|(name, _)| script(name)).map(|(name, text)| Source::new(name, text)).collect()
}

/// The finding for a law that is broken, without its evidence; `how` picks its text, and is the law unless it says more.
pub(crate) fn broken(law: LawKind, function: &str) -> Finding {
    let name = law_name(law);
    Finding::new(Code::LawBroken).with("law", name.as_str()).with("how", name).with("function", function)
}

/// A law as the manifest names it.
pub(crate) fn law_name(law: LawKind) -> String {
    serde_json::to_value(law).ok().and_then(|name| name.as_str().map(str::to_owned)).unwrap_or_default()
}

/// Whether there is no use in trying smaller stories: each would use up all there is to use up.
pub(crate) fn costly(code: Code) -> bool {
    matches!(code, Code::Fuel | Code::Memory | Code::Stack)
}

/// The failure of an outcome, if it is one.
pub(crate) fn failed(outcome: Option<&Outcome>) -> Option<&Failure> {
    outcome.and_then(|outcome| outcome.result.as_ref().err())
}
