//! Kind `sim`: services at work under every schedule and fault within the exercise's bounds.
//!
//! The one kind whose checks are asked where the answer runs: millions of states are not sent from one process to
//! another. What comes back is which checks fail and a story for each; a story can be told again anywhere.

mod finding;
mod follow;
mod setup;

use super::{Bench, Code, Finding, Grader, NotLoaded, Options, Stop, Submission, Verdict};
use crate::course::exercise::{Check, Exercise, Rule, SimCheck, SimTask};
use crate::lab;
use crate::lab::system::{Broken, Done, Exploration, Extent, Job, Misuse, Plan, Setup, Story, Trace, What, Wish};
use crate::sim::Schedule;

/// A loaded answer of kind `sim` that is a schedule: its story is told.
pub(crate) struct StoryGrader {
    setup: Setup,
    trace: Trace,
    schedule: Schedule,
    digest: u32,
}

impl StoryGrader {
    pub(crate) fn load(
        exercise: &Exercise,
        task: &SimTask,
        file: &str,
        submission: &Submission,
        bench: &mut Bench<'_>,
    ) -> Result<Self, NotLoaded> {
        let text = submission.files.get(file).map_or("", String::as_str);
        let wishes = follow::read(file, text).map_err(|finding| NotLoaded::Answer(vec![*finding]))?;
        let setup = setup::setup(exercise, task, &submission.files);
        let digest = digest(exercise, submission);
        match ask(bench, following(setup.clone(), task, wishes.clone()))? {
            Done::Followed { schedule, trace, refused: Some((number, could)) } => {
                let mut finding = follow::refused(&wishes, number, &could, setup.faults.at_most, &trace);
                finding.schedule = Some(schedule.id(digest));
                Err(NotLoaded::Answer(vec![finding.at(follow::place(file, text, number))]))
            }
            Done::Followed { schedule, trace, refused: None } => Ok(Self { setup, trace, schedule, digest }),
            Done::Unplayable(unplayable) => Err(finding::unplayable(&unplayable, &setup, &|_| false)),
            Done::Explored(_) | Done::Told(_) => Err(garbled().into()),
        }
    }
}

impl Grader for StoryGrader {
    fn check(&mut self, name: &str, _: &Check, _: &mut Bench<'_>) -> Result<Verdict, Stop> {
        let number = self.setup.checks.iter().position(|check| check.name == name);
        let number = number.ok_or_else(|| Stop::Ours(format!("there is no check `{name}`")))?;
        if self.trace.at_rest.iter().any(|(shown, _)| *shown == number) {
            return Ok(Verdict::passed());
        }
        let mut finding = Finding::new(Code::NotShown)
            .with("steps", self.trace.steps.len())
            .with("faults", self.schedule.deviations.len());
        finding.schedule = Some(self.schedule.id(self.digest));
        Ok(Verdict::failed(finding))
    }

    fn cases(&self) -> u64 {
        0
    }
}

/// A loaded answer of kind `sim`, explored.
pub(crate) struct SimGrader {
    explored: Exploration,
    setup: Setup,
    /// The answer's files, as places in them are named.
    own: Vec<String>,
    digest: u32,
}

impl SimGrader {
    pub(crate) fn load(
        exercise: &Exercise,
        task: &SimTask,
        submission: &Submission,
        options: &Options,
        bench: &mut Bench<'_>,
    ) -> Result<Self, NotLoaded> {
        let setup = setup::setup(exercise, task, &submission.files);
        let plan = Plan {
            way: options.way,
            steps: options.steps.unwrap_or(task.steps),
            states: options.effort.scale(task.states),
            runs: options.effort.scale(usize::try_from(task.runs).unwrap_or(usize::MAX)) as u64,
            seed: options.seed,
            workers: options.workers.unwrap_or(1),
        };
        let digest = digest(exercise, submission);
        match ask(bench, Job { setup: setup.clone(), what: What::Explore(plan) })? {
            Done::Unplayable(unplayable) => {
                let own = |service: &str| {
                    task.services.get(service).is_some_and(|service| submission.files.contains_key(&service.module))
                };
                Err(finding::unplayable(&unplayable, &setup, &own))
            }
            Done::Told(_) | Done::Followed { .. } => Err(garbled().into()),
            Done::Explored(explored) => {
                // What no handler may do makes what follows from it worth nothing.
                let misused = explored.stories.iter().filter_map(|story| match story.broken {
                    Broken::Misuse(misuse) if misuse != Misuse::Deadlock => Some((misuse, story)),
                    Broken::Misuse(_) | Broken::Check(_) | Broken::Livelock | Broken::NotSettled => None,
                });
                let findings: Vec<Finding> =
                    misused.map(|(misuse, story)| finding::misuse(misuse, story, digest)).collect();
                if findings.is_empty() {
                    let own = exercise.files.iter().map(|file| setup::named(file)).collect();
                    Ok(Self { explored, setup, own, digest })
                } else {
                    Err(NotLoaded::Answer(findings))
                }
            }
        }
    }

    fn story(&self, broken: Broken) -> Option<&Story> {
        self.explored.stories.iter().find(|story| story.broken == broken)
    }
}

impl Grader for SimGrader {
    fn check(&mut self, name: &str, check: &Check, _: &mut Bench<'_>) -> Result<Verdict, Stop> {
        let Rule::Sim(rule) = &check.rule else {
            return Err(Stop::Ours(format!("the check `{name}` is of another kind")));
        };
        let number = self.setup.checks.iter().position(|check| check.name == name);
        let number = number.and_then(|number| u16::try_from(number).ok());
        let number = number.ok_or_else(|| Stop::Ours(format!("there is no check `{name}`")))?;
        let own = self.story(Broken::Check(number));
        let own = own.map(|story| finding::broken(rule, story, &self.setup, &self.own, self.digest));
        // What never rests never comes to hold.
        let restless = [Broken::Livelock, Broken::NotSettled, Broken::Misuse(Misuse::Deadlock)];
        let restless = restless.into_iter().filter(|_| matches!(rule, SimCheck::Eventually { .. }));
        let restless = restless.filter_map(|broken| self.story(broken));
        let restless = restless.map(|story| finding::restless(story, self.digest));
        Ok(Verdict { findings: own.into_iter().chain(restless).collect(), share: None })
    }

    fn findings(&self) -> Vec<Finding> {
        // Where no check asks for what comes in the end, what never rests is a finding by itself.
        let is_asked =
            self.setup.checks.iter().any(|check| matches!(check.rule, crate::lab::system::Rule::AtRest { .. }));
        let restless =
            self.explored.stories.iter().filter(|story| !matches!(story.broken, Broken::Check(_)) && !is_asked);
        restless.map(|story| finding::restless(story, self.digest)).collect()
    }

    fn cases(&self) -> u64 {
        self.explored.runs
    }

    fn exploration(&self) -> Option<super::Exploration> {
        let explored = &self.explored;
        let faults = &self.setup.faults;
        Some(super::Exploration {
            mode: match explored.extent {
                Extent::Exhaustive => super::Mode::Exhaustive,
                Extent::Reduced => super::Mode::Reduced,
                Extent::Sampled => super::Mode::Sampled,
                Extent::Incomplete => super::Mode::Incomplete,
            },
            complete: matches!(explored.extent, Extent::Exhaustive | Extent::Reduced),
            covered: explored.covered.clone(),
            runs: explored.runs,
            states: explored.states,
            steps: explored.steps,
            requests: u16::try_from(self.setup.workload.len()).unwrap_or(u16::MAX),
            at_most: faults.at_most,
            faults: setup::kinds(faults),
            timed: self.setup.time.is_some(),
        })
    }
}

/// Asks the answer's runner.
pub(super) fn ask(bench: &mut Bench<'_>, job: Job) -> Result<Done, Stop> {
    match bench.answer_heard(&lab::Job::System(Box::new(job)))? {
        lab::Done::System(done) => Ok(done),
        lab::Done::Sql(_) | lab::Done::Script(_) => Err(garbled()),
    }
}

/// The job that tells one story of an answer.
pub(super) fn telling(exercise: &Exercise, task: &SimTask, submission: &Submission, schedule: Schedule) -> lab::Job {
    let setup = setup::setup(exercise, task, &submission.files);
    lab::Job::System(Box::new(Job { setup, what: What::Tell { schedule, steps: task.steps } }))
}

/// The job that follows an answer that is a schedule, as far as it can be read and followed; none where it is handlers.
pub(super) fn wished(exercise: &Exercise, task: &SimTask, submission: &Submission) -> Option<lab::Job> {
    let text = submission.files.get(task.schedule.as_ref()?).map_or("", String::as_str);
    let wishes = follow::read("", text).unwrap_or_default();
    let setup = setup::setup(exercise, task, &submission.files);
    Some(lab::Job::System(Box::new(following(setup, task, wishes))))
}

fn following(setup: Setup, task: &SimTask, wishes: Vec<Wish>) -> Job {
    Job { setup, what: What::Follow { wishes, steps: task.steps } }
}

/// Says for which content and answer a schedule was made.
pub(super) fn digest(exercise: &Exercise, submission: &Submission) -> u32 {
    let mut hasher = blake3::Hasher::new();
    hasher.update(exercise.digest.as_bytes());
    for (name, text) in &submission.files {
        for part in [name, text] {
            hasher.update(&(part.len() as u64).to_le_bytes());
            hasher.update(part.as_bytes());
        }
    }
    let mut half = [0; 16];
    half.copy_from_slice(&hasher.finalize().as_bytes()[..16]);
    Schedule::digest(u128::from_le_bytes(half))
}

fn garbled() -> Stop {
    Stop::Answer(lab::Gone::Died("it answered another question".to_owned()))
}
