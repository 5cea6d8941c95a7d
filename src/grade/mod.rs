//! Grading: an exercise and a submission make a [`Report`]. A plain function of answer, seed, effort and content.
//!
//! The answer's scripts run in one runner, the pack's own (the solution, the judge's queries) in another, so that an
//! answer that subverts its process cannot forge what it is compared with; both are boxed children outside of tests.
//! What the answer's runner says is data to be judged, never a verdict.
//!
//! A learner's mistake is a [`Finding`]; what goes wrong on our side makes the report `ungradable`.

mod answer;
mod code;
mod code_table;
mod design;
mod events;
mod generate;
mod judge;
mod module;
pub mod pack;
mod pairs;
mod quiz;
mod report;
mod sim;
mod sql;
pub mod story;
mod submission;
#[cfg(test)]
mod testing;
pub mod words;
pub mod worker;

pub use code_table::Code;
pub use events::Shelf;
pub use judge::Judge;
pub use pairs::{Pair, Pairs, pairs};
pub use report::{
    CheckReport, Evidence, Exploration, Finding, Mode, Outcome, Place, Report, Severity, Stopped, TableBefore,
};
pub use submission::{FILE_BYTES, Submission};
pub use worker::Cancel;

use crate::base::Seed;
use crate::course::exercise::{Check, Effort, Exercise, Task};
use crate::lab::system::{Progress, Way};
use crate::lab::{Done, Gone, Job, Runner};

pub use crate::course::GRADER_VERSION;
pub use crate::sim::{Malformed, Schedule};

/// What a grading depends on beside exercise and answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Options {
    /// The seed of everything generated.
    pub seed: Seed,
    /// How much is tried.
    pub effort: Effort,
    /// Which of the counterexamples is told.
    pub told: Counterexample,
    /// How the stories of a simulation are chosen.
    pub way: Way,
    /// Steps of one run of a simulation; as the exercise says where it is none.
    pub steps: Option<usize>,
    /// Threads among which runs of a simulation are divided; one where it is none. What comes out is the same.
    pub workers: Option<u16>,
}

/// What is seen of a grading while it goes on.
#[derive(Debug, Clone, Copy)]
pub enum Seen<'s> {
    /// A check is done.
    Check(&'s CheckReport),
    /// How far a simulation is, and what it has just found to fail.
    Progress(&'s Progress),
}

/// Which counterexample a finding shows. Whether there is one does not depend on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Counterexample {
    /// The smallest that is found: for a reader.
    #[default]
    Smallest,
    /// The first, as it comes: where it is only asked which checks fail.
    First,
}

/// Who does the work of a grading.
pub struct Bench<'a> {
    /// Runs the answer's scripts, and nothing else.
    pub answer: &'a mut dyn Runner,
    /// Runs the pack's scripts: solution, setup, given code, the judge's queries.
    pub pack: &'a mut dyn Runner,
    /// Keeps what is made for one answer and is the same for the next.
    pub shelf: &'a mut Shelf,
    /// Is told how far a long job of the answer is.
    pub hear: &'a mut dyn FnMut(&Progress),
}

/// Why a check has no verdict.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub(crate) enum Stop {
    /// The answer's runner is gone.
    #[error(transparent)]
    Answer(Gone),
    /// The pack's runner is gone, or the content does not hold what it promises (said in the text).
    #[error("{0}")]
    Ours(String),
}

impl Bench<'_> {
    /// Runs a job of the answer.
    pub(crate) fn answer(&mut self, job: &Job) -> Result<Done, Stop> {
        self.answer.run(job).map_err(Stop::Answer)
    }

    /// Runs a job of the answer that takes long.
    pub(crate) fn answer_heard(&mut self, job: &Job) -> Result<Done, Stop> {
        self.answer.run_heard(job, &mut |progress| (self.hear)(&progress)).map_err(Stop::Answer)
    }

    /// Runs a job of the pack.
    pub(crate) fn pack(&mut self, job: &Job) -> Result<Done, Stop> {
        self.pack.run(job).map_err(|gone| Stop::Ours(gone.to_string()))
    }
}

/// What one check came to.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct Verdict {
    /// Passed ⇔ none of these is an error.
    pub findings: Vec<Finding>,
    /// For partial credit: right parts of all parts.
    pub share: Option<(u32, u32)>,
}

impl Verdict {
    pub(crate) fn passed() -> Self {
        Self::default()
    }

    pub(crate) fn failed(finding: Finding) -> Self {
        Self { findings: vec![finding], share: None }
    }

    fn holds(&self) -> bool {
        self.findings.iter().all(|finding| finding.severity != Severity::Error)
    }
}

/// A loaded answer of one kind, whose checks are looked at one by one.
pub(crate) trait Grader {
    /// Looks at one check.
    fn check(&mut self, name: &str, check: &Check, bench: &mut Bench<'_>) -> Result<Verdict, Stop>;

    /// Findings about the whole answer.
    fn findings(&self) -> Vec<Finding> {
        Vec::new()
    }

    /// Datasets, histories and interleavings judged so far.
    fn cases(&self) -> u64;

    /// What was explored (simulations).
    fn exploration(&self) -> Option<Exploration> {
        None
    }
}

/// Why there is no [`Grader`]: the answer does not load, or we fail.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum NotLoaded {
    /// The answer's fault; every check is skipped.
    Answer(Vec<Finding>),
    /// A runner is gone, or our fault.
    Stop(Stop),
}

impl From<Stop> for NotLoaded {
    fn from(stop: Stop) -> Self {
        Self::Stop(stop)
    }
}

/// Grades an answer; `seen` is told of each check as it is done.
///
/// Deterministic: the same exercise, answer and options give the same report on any machine.
pub fn grade(
    exercise: &Exercise,
    submission: &Submission,
    options: &Options,
    bench: &mut Bench<'_>,
    seen: &mut dyn FnMut(&CheckReport),
) -> Report {
    let mut report = Report {
        exercise: exercise.slug.to_string(),
        content: exercise.digest.clone(),
        seed: options.seed.0,
        outcome: Outcome::Passed,
        points: 0,
        max_points: exercise.max_points(),
        cases: 0,
        exploration: None,
        checks: Vec::with_capacity(exercise.checks.len()),
        findings: submission.problems.clone(),
    };
    let loaded = if submission.problems.is_empty() {
        load(exercise, submission, options, bench)
    } else {
        Err(NotLoaded::Answer(Vec::new()))
    };
    match loaded {
        Ok(mut grader) => {
            report.findings.extend(grader.findings());
            run_checks(exercise, grader.as_mut(), bench, &mut report, seen);
            report.cases = grader.cases();
            report.exploration = grader.exploration();
        }
        Err(NotLoaded::Answer(findings)) => {
            report.findings.extend(findings);
            for (name, check) in &exercise.checks {
                push(&mut report, name, check, Outcome::Skipped, Verdict::default(), seen);
            }
        }
        Err(NotLoaded::Stop(stop)) => {
            for (name, check) in &exercise.checks {
                push(&mut report, name, check, Outcome::Skipped, Verdict::default(), seen);
            }
            stopped(&mut report, &stop);
        }
    }
    settle(&mut report);
    report
}

fn load<'e>(
    exercise: &'e Exercise,
    submission: &'e Submission,
    options: &'e Options,
    bench: &mut Bench<'_>,
) -> Result<Box<dyn Grader + 'e>, NotLoaded> {
    Ok(match &exercise.task {
        Task::Sql(task) => Box::new(sql::SqlGrader::load(exercise, task, submission, options, bench)?),
        Task::Events(task) => Box::new(events::EventsGrader::load(exercise, task, submission, options, bench)?),
        Task::Code(task) => Box::new(code::CodeGrader::load(exercise, task, submission, options, bench)?),
        Task::Sim(task) => match &task.schedule {
            Some(file) => Box::new(sim::StoryGrader::load(exercise, task, file, submission, bench)?),
            None => Box::new(sim::SimGrader::load(exercise, task, submission, options, bench)?),
        },
        Task::Quiz(task) => Box::new(quiz::QuizGrader::load(exercise, task, submission)?),
        Task::Design(task) => Box::new(design::DesignGrader::load(exercise, task, submission, options)?),
    })
}

fn run_checks(
    exercise: &Exercise,
    grader: &mut dyn Grader,
    bench: &mut Bench<'_>,
    report: &mut Report,
    seen: &mut dyn FnMut(&CheckReport),
) {
    let mut gone: Option<Stop> = None;
    for (name, check) in &exercise.checks {
        let before = check.after.as_ref().and_then(|after| report.checks.iter().find(|done| done.name == *after));
        if before.is_some_and(|done| done.outcome != Outcome::Passed) {
            push(report, name, check, Outcome::Skipped, Verdict::default(), seen);
            continue;
        }
        let verdict = match &gone {
            Some(stop) => Err(stop.clone()),
            None => grader.check(name, check, bench),
        };
        match verdict {
            Ok(verdict) => {
                let outcome = if verdict.holds() { Outcome::Passed } else { Outcome::Failed };
                push(report, name, check, outcome, verdict, seen);
            }
            Err(stop) => {
                // One endless loop is paid for once: the checks after it are not tried again.
                let verdict = stop_finding(&stop).map_or_else(Verdict::default, Verdict::failed);
                push(report, name, check, Outcome::Failed, verdict, seen);
                if gone.is_none() {
                    stopped(report, &stop);
                }
                gone = Some(stop);
            }
        }
    }
}

/// What the answer's runner being gone says of the answer; nothing where it is our fault.
fn stop_finding(stop: &Stop) -> Option<Finding> {
    match stop {
        Stop::Answer(Gone::Stopped) => Some(Finding::new(Code::DidNotStop)),
        Stop::Answer(Gone::Died(why)) => Some(Finding::new(Code::Crashed).with("why", why.as_str())),
        Stop::Answer(Gone::Cancelled | Gone::Machine(_)) | Stop::Ours(_) => None,
    }
}

fn stopped(report: &mut Report, stop: &Stop) {
    if let Some(finding) = stop_finding(stop) {
        report.findings.push(finding);
    } else {
        report.outcome = Outcome::Ungradable;
        report.findings.push(Finding::new(Code::Machine).with("why", stop.to_string()));
    }
}

fn push(
    report: &mut Report,
    name: &str,
    check: &Check,
    outcome: Outcome,
    verdict: Verdict,
    seen: &mut dyn FnMut(&CheckReport),
) {
    let points = match (outcome, verdict.share) {
        (Outcome::Passed, _) => check.points,
        // Partial credit is rounded down.
        (Outcome::Failed, Some((right, all))) if all > 0 => check.points * right.min(all) / all,
        _ => 0,
    };
    let done = CheckReport {
        name: name.to_owned(),
        outcome,
        points,
        max_points: check.points,
        findings: verdict.findings,
        explain: check.explain.clone(),
    };
    seen(&done);
    report.checks.push(done);
}

fn settle(report: &mut Report) {
    report.points = report.checks.iter().map(|check| check.points).sum();
    if report.outcome == Outcome::Ungradable {
        report.points = 0;
    } else if report.checks.iter().any(|check| check.outcome != Outcome::Passed)
        || report.findings.iter().any(|finding| finding.severity == Severity::Error)
    {
        report.outcome = Outcome::Failed;
    }
}
