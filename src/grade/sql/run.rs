//! Steps of an exercise as jobs of the lab, and what came of them.

use std::collections::BTreeMap;
use std::rc::Rc;

use super::super::{Bench, Finding, Options, Stop, Submission};
use super::finding::{failed, failed_in};
use super::{Code, Dataset};
use crate::base::Value;
use crate::course::exercise::{self as course, Check, Effort, Exercise, Scalar, SqlTask, StepFails};
use crate::lab::sql::{Database, Fault, Job, Outcome, Play, Played, Service, Spot, Step, Task};
use crate::lab::{Done, Gone, Job as LabJob};

/// Whose scripts run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    /// The pack's solution, in the pack's runner.
    Solution,
    /// The answer, in its own.
    Answer,
}

/// What came of plays, one a dataset; none where the play was not made or skipped.
pub(super) type Plays = Vec<Option<Rc<Played>>>;

/// What came of a play on the datasets on which it was played, by name.
struct Known {
    side: Side,
    play: Play,
    on: BTreeMap<String, Option<Rc<Played>>>,
}

/// How scripts write tables: their own without its database, others with it.
#[derive(Debug, Clone)]
pub(super) struct Names<'e> {
    task: &'e SqlTask,
    services: Vec<String>,
}

impl Names<'_> {
    /// A table of a database.
    pub(super) fn table(&self, database: &str, table: &str) -> String {
        self.task.written(database, table, self.services.iter().map(String::as_str))
    }

    /// A table by its full name; what has no database, or `main`, stays as it is without it.
    pub(super) fn full(&self, name: &str) -> String {
        match name.split_once('.') {
            Some(("main", table)) => table.to_owned(),
            Some((database, table)) => self.table(database, table),
            None => name.to_owned(),
        }
    }

    /// The finding that the judge's query misses a table, which it says in SQLite's words.
    pub(super) fn missing(&self, message: &str) -> Finding {
        Finding::new(Code::NoTable).with("table", self.full(message.rsplit(": ").next().unwrap_or_default()))
    }
}

/// Makes jobs of an exercise's steps and remembers what came of them.
pub(super) struct Runs<'e> {
    exercise: &'e Exercise,
    task: &'e SqlTask,
    submission: &'e Submission,
    effort: Effort,
    memo: Vec<Known>,
    cases: u64,
    is_trying: bool,
}

impl<'e> Runs<'e> {
    pub(super) fn new(
        exercise: &'e Exercise,
        task: &'e SqlTask,
        submission: &'e Submission,
        options: &Options,
    ) -> Self {
        Self { exercise, task, submission, effort: options.effort, memo: Vec::new(), cases: 0, is_trying: false }
    }

    /// The same for datasets that are tried while shrinking: they may not fit, and are not remembered or counted.
    pub(super) fn trying(&self) -> Self {
        Self {
            exercise: self.exercise,
            task: self.task,
            submission: self.submission,
            effort: self.effort,
            memo: Vec::new(),
            cases: 0,
            is_trying: true,
        }
    }

    pub(super) fn task(&self) -> &'e SqlTask {
        self.task
    }

    pub(super) fn slug(&self) -> &'e str {
        self.exercise.slug.as_str()
    }

    pub(super) fn checks(&self) -> impl Iterator<Item = &'e Check> {
        self.exercise.checks.values()
    }

    pub(super) fn effort(&self) -> Effort {
        self.effort
    }

    pub(super) fn cases(&self) -> u64 {
        self.cases
    }

    pub(super) fn count(&mut self, cases: usize) {
        if !self.is_trying {
            self.cases += cases as u64;
        }
    }

    /// The steps of a check: its own, or the task's.
    pub(super) fn steps<'s>(&self, own: &'s [course::Step]) -> &'s [course::Step]
    where
        'e: 's,
    {
        if own.is_empty() { &self.task.run } else { own }
    }

    /// The text of a script of the author's.
    pub(super) fn support(&self, path: &str) -> Result<&'e str, Stop> {
        let text = self.exercise.support.get(path);
        text.map(String::as_str).ok_or_else(|| Stop::Ours(format!("the exercise has no `{path}`")))
    }

    /// The text of a step's file.
    pub(super) fn text(&self, side: Side, file: &str) -> Result<&'e str, Stop> {
        let own = match side {
            Side::Solution => self.exercise.solution.get(file),
            Side::Answer => self.submission.files.get(file),
        };
        own.map_or_else(|| self.support(file), |text| Ok(text))
    }

    /// A file's name where it is the answer's, for places.
    pub(super) fn own<'f>(&self, file: &'f str) -> Option<&'f str> {
        self.submission.files.contains_key(file).then_some(file)
    }

    /// Steps as the lab wants them.
    pub(super) fn lab_steps(&self, side: Side, steps: &[course::Step]) -> Result<Vec<Step>, Stop> {
        let step = |step: &course::Step| {
            Ok(Step {
                service: step.service.clone(),
                script: self.text(side, &step.file)?.to_owned(),
                with: values(step.with.iter()),
                gives: step.gives.clone(),
                takes: step.takes.clone(),
                goes_on: step.fails != StepFails::Never,
                stop_after: None,
            })
        };
        steps.iter().map(step).collect()
    }

    /// A job with these datasets and no task yet.
    pub(super) fn job(&self, datasets: &[&Dataset]) -> Job {
        let schema = |path: &Option<String>| path.as_ref().and_then(|path| self.exercise.support.get(path)).cloned();
        Job {
            databases: self
                .task
                .databases
                .iter()
                .map(|(name, how)| Database { name: name.clone(), schema: schema(&how.schema).unwrap_or_default() })
                .collect(),
            services: self.services(),
            datasets: datasets.iter().map(|set| set.fills.clone()).collect(),
            states: Vec::new(),
            tasks: Vec::new(),
        }
    }

    /// The services: those declared, and one for each database that none of them owns.
    pub(super) fn services(&self) -> Vec<Service> {
        let declared = &self.task.services;
        let owned = |database: &String| declared.values().any(|service| service.owns.contains(database));
        let mut all: Vec<Service> = declared
            .iter()
            .map(|(name, service)| {
                let own = self.task.databases.contains_key(name) && service.owns.is_empty() && !owned(name);
                let owns = if own { vec![name.clone()] } else { service.owns.clone() };
                Service { name: name.clone(), owns, reads: service.reads.clone() }
            })
            .collect();
        for database in self.task.databases.keys().filter(|name| !owned(name) && !declared.contains_key(*name)) {
            all.push(Service { name: database.clone(), owns: vec![database.clone()], reads: Vec::new() });
        }
        all
    }

    /// How the answer's scripts among these steps write tables.
    pub(super) fn names<'s>(&self, steps: impl IntoIterator<Item = &'s course::Step>) -> Names<'e> {
        let own = steps.into_iter().filter(|step| self.own(&step.file).is_some());
        Names { task: self.task, services: own.map(|step| step.service.clone()).collect() }
    }

    /// How the answer's scripts among these sessions write tables.
    pub(super) fn names_of_sessions(&self, sessions: &[course::Session]) -> Names<'e> {
        let own = sessions.iter().filter(|session| self.own(&session.file).is_some());
        Names { task: self.task, services: own.map(|session| session.service.clone()).collect() }
    }

    /// The service that owns a database.
    pub(super) fn owner(&self, database: &str) -> Option<String> {
        self.services().into_iter().find(|service| service.owns.iter().any(|own| own == database)).map(|it| it.name)
    }

    /// Plays something on each dataset (the play's own number aside), on each once in a grading.
    pub(super) fn plays(
        &mut self,
        side: Side,
        datasets: &[&Dataset],
        bench: &mut Bench<'_>,
        play: &Play,
    ) -> Result<Plays, Stop> {
        let at = self.memo.iter().position(|known| known.side == side && known.play == *play);
        let known = |name: &str| at.and_then(|at| self.memo[at].on.get(name)).filter(|_| !self.is_trying).cloned();
        let mut plays: Vec<Option<Option<Rc<Played>>>> = datasets.iter().map(|set| known(&set.name)).collect();
        let missing: Vec<usize> = (0..plays.len()).filter(|&at| plays[at].is_none()).collect();
        if !missing.is_empty() {
            let sets: Vec<&Dataset> = missing.iter().map(|&at| datasets[at]).collect();
            let mut job = self.job(&sets);
            job.tasks = (0..sets.len()).map(|dataset| Task::Play(Play { dataset, ..play.clone() })).collect();
            for (at, played) in missing.into_iter().zip(self.played(side, job, bench)?) {
                plays[at] = Some(played);
            }
        }
        let plays: Plays = plays.into_iter().map(Option::flatten).collect();
        if !self.is_trying {
            let at = at.unwrap_or_else(|| {
                self.memo.push(Known { side, play: play.clone(), on: BTreeMap::new() });
                self.memo.len() - 1
            });
            // What was skipped is played again where another check asks for it.
            let done = datasets.iter().zip(&plays).filter(|(_, played)| played.is_some());
            self.memo[at].on.extend(done.map(|(set, played)| (set.name.clone(), played.clone())));
        }
        Ok(plays)
    }

    /// Does a job of plays.
    pub(super) fn played(&mut self, side: Side, job: Job, bench: &mut Bench<'_>) -> Result<Plays, Stop> {
        let count = job.tasks.len();
        let asked = LabJob::Sql(job);
        let done = match side {
            Side::Solution => bench.pack(&asked)?,
            Side::Answer => bench.answer(&asked)?,
        };
        let mut outcomes = outcomes(done);
        outcomes.resize(count, Outcome::Skipped);
        if side == Side::Answer {
            self.count(count);
        }
        outcomes.into_iter().map(|outcome| Ok(self.outcome(side, outcome)?.map(Rc::new))).collect()
    }

    fn outcome(&self, side: Side, outcome: Outcome) -> Result<Option<Played>, Stop> {
        match (outcome, side) {
            (Outcome::Played(played), _) => Ok(Some(played)),
            (Outcome::Skipped, _) => Ok(None),
            (Outcome::NotMade(_), _) if self.is_trying => Ok(None),
            (Outcome::NotMade(why), Side::Solution) => Err(Stop::Ours(why)),
            // The solution's side made the same databases before.
            (Outcome::NotMade(why), Side::Answer) => Err(Stop::Answer(Gone::Died(why))),
            (Outcome::Parsed(_) | Outcome::Interleaved(_) | Outcome::Asked(_), Side::Solution) => {
                Err(Stop::Ours("the runner answered something else".to_owned()))
            }
            (Outcome::Parsed(_) | Outcome::Interleaved(_) | Outcome::Asked(_), Side::Answer) => {
                Err(Stop::Answer(Gone::Died("the runner answered something else".to_owned())))
            }
        }
    }

    /// What the steps of a play did against what they must: fail or not.
    pub(super) fn unexpected(&self, steps: &[course::Step], played: &Played) -> Option<Finding> {
        for (step, stepped) in steps.iter().zip(&played.steps) {
            let own = self.own(&step.file);
            match (step.fails, &stepped.failure) {
                (StepFails::Never | StepFails::Maybe, None) => {}
                (StepFails::Always | StepFails::Maybe, Some(failure))
                    if matches!(failure.fault, Fault::Refused | Fault::Busy) => {}
                (_, Some(failure)) => return Some(failed_in(failure, &step.file, own)),
                (StepFails::Always, None) => {
                    let at = stepped.statements.last().map_or(Spot { line: 1, column: 1 }, |statement| statement.at);
                    let place = own.map(|file| super::finding::place(file, at));
                    return Some(
                        Finding::new(Code::NotRefused)
                            .with("statement", step.file.as_str())
                            .with("how", "accepted")
                            .at(place),
                    );
                }
            }
        }
        played.failure.as_ref().map(|failure| failed(failure, None))
    }

    /// The solution's plays, each of which must do what its steps must.
    pub(super) fn solution(
        &mut self,
        steps: &[course::Step],
        datasets: &[&Dataset],
        bench: &mut Bench<'_>,
        play: &Play,
    ) -> Result<Plays, Stop> {
        let plays = self.plays(Side::Solution, datasets, bench, play)?;
        if self.is_trying {
            // Rows dropped may be what the solution needs; such a dataset says nothing.
            let fits = |played: &Rc<Played>| self.unexpected(steps, played).is_none();
            return Ok(plays.into_iter().map(|played| played.filter(fits)).collect());
        }
        for (set, played) in datasets.iter().zip(plays.iter()) {
            if let Some(finding) = played.as_deref().and_then(|played| self.unexpected(steps, played)) {
                return Err(Stop::Ours(format!(
                    "the solution fails on {}: {} {:?}",
                    set.name, finding.code, finding.args
                )));
            }
        }
        Ok(plays)
    }
}

/// Parameters as the lab wants them.
pub(super) fn values<'v>(with: impl Iterator<Item = (&'v String, &'v Scalar)>) -> Vec<(String, Value)> {
    with.map(|(name, scalar)| {
        let value = match scalar {
            Scalar::Bool(truth) => Value::Int(i64::from(*truth)),
            Scalar::Int(number) => Value::Int(*number),
            Scalar::Real(number) => Value::Real(*number),
            Scalar::Text(text) => Value::Text(text.clone()),
        };
        (name.clone(), value)
    })
    .collect()
}

/// What came of a job of SQL; nothing where the runner answered for another kind.
pub(super) fn outcomes(done: Done) -> Vec<Outcome> {
    match done {
        Done::Sql(done) => done.outcomes,
        Done::Script(_) | Done::System(_) => Vec::new(),
    }
}
