//! The judge that the faces use: two boxed children and the rules about time.

use std::cell::Cell;
use std::io;
use std::time::{Duration, Instant};

use super::worker::{Cancel, Confinement, Memo, Remote};
use super::{Bench, Code, Finding, Options, Outcome, Report, Seen, Shelf, Submission, grade, sim};
use crate::course::exercise::{Exercise, Task};
use crate::lab::system::{self, Progress, Trace};
use crate::lab::{Done, Gone, InProcess, Job, Runner};
use crate::sim::Schedule;

/// The least wall stop of one grading.
const WALL: Duration = Duration::from_secs(20);
/// The wall stop in solution's times.
const TIMES: u32 = 200;
/// What the pack's side remembers, in bytes.
const MEMO_BYTES: usize = 8 << 20;

/// Grades answers: the answer's scripts run in one child, new for every answer, the pack's in another.
///
/// Not shared between threads; a program that grades two answers at once has two judges.
#[derive(Debug)]
pub struct Judge {
    /// Remembers nothing, but where all answers are of one author.
    answer: Memo<Hands>,
    pack: Memo<Hands>,
    shelf: Shelf,
    wall: Duration,
    /// Whether the answer's child is another one for every answer.
    anew: bool,
}

/// Who does a judge's work.
#[derive(Debug)]
enum Hands {
    /// A boxed child.
    Boxed(Remote),
    /// This process: for tests of the layers above, whose scripts are trusted.
    Here(InProcess),
}

/// What became of the runners during a grading.
#[derive(Debug, Default)]
struct Watch {
    /// The time of the answer's jobs.
    spent: Cell<Duration>,
    /// The time of the pack's jobs.
    solution: Cell<Duration>,
    /// The first runner that was lost, whose ever it was.
    gone: Cell<Option<Lost>>,
}

/// How a runner was lost.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Lost {
    Stopped,
    Died,
    Cancelled,
    Machine,
}

impl Judge {
    /// A judge whose children are this program (which must know [`super::worker::ARGUMENT`]); they start with the
    /// first job, or with [`Judge::warm`].
    ///
    /// # Errors
    /// The system does not say where this program is.
    pub fn new() -> io::Result<Self> {
        Ok(Self::of(Remote::new(WALL)?, Remote::new(WALL)?, WALL))
    }

    /// A judge with these children and this least wall stop.
    #[must_use]
    pub fn of(answer: Remote, pack: Remote, wall: Duration) -> Self {
        Self {
            answer: forgetful(Hands::Boxed(answer)),
            pack: Memo::new(Hands::Boxed(pack), MEMO_BYTES),
            shelf: Shelf::default(),
            wall,
            anew: true,
        }
    }

    /// A judge without children, for tests with trusted answers: nothing stops an endless loop.
    #[must_use]
    pub fn in_process() -> Self {
        Self {
            answer: forgetful(Hands::Here(InProcess)),
            pack: Memo::new(Hands::Here(InProcess), MEMO_BYTES),
            shelf: Shelf::default(),
            wall: WALL,
            anew: true,
        }
    }

    /// Starts the children ahead of need; does not wait for them. Failing shows at the next job.
    pub fn warm(&mut self) {
        self.answer.inner().refresh();
        for hands in [self.answer.inner(), self.pack.inner()] {
            if let Hands::Boxed(remote) = hands {
                // The next job tries again, and says what is wrong.
                let _ = remote.warm();
            }
        }
    }

    /// From now on one child serves many answers, and what they came to is remembered (what does not depend on the seed is
    /// the same for the next): for those of one author, who gains nothing by forging them.
    pub fn trust_one_author(&mut self) {
        self.anew = false;
        self.answer.remember(MEMO_BYTES);
    }

    /// Forgets what scripts came to and what was generated, so that all is done again.
    pub fn forget(&mut self) {
        self.answer.forget();
        self.pack.forget();
        self.shelf.forget();
    }

    /// Grades an answer; `seen` is told of each check as it is done.
    ///
    /// The report depends on exercise, answer and options alone, but for `did-not-stop`: an answer is ended after
    /// 20 seconds or 200 times what the pack's own scripts took, whichever is more. Where a runner was lost, the
    /// solution is graded in the same way, and only if it loses one too is the answer ungradable.
    pub fn grade(
        &mut self,
        exercise: &Exercise,
        submission: &Submission,
        options: &Options,
        cancel: &Cancel,
        seen: &mut dyn FnMut(Seen<'_>),
    ) -> Report {
        let (mut report, lost) = self.grade_once(exercise, submission, options, cancel, seen);
        if let Some(lost @ (Lost::Stopped | Lost::Died)) = lost {
            let solution = Submission::new(&exercise.files, &exercise.solution);
            match self.grade_once(exercise, &solution, options, cancel, &mut |_| {}) {
                (_, None) => blame_the_answer(&mut report, lost),
                (same, Some(_)) => blame_the_exercise(&mut report, &same),
            }
        }
        report
    }

    fn grade_once(
        &mut self,
        exercise: &Exercise,
        submission: &Submission,
        options: &Options,
        cancel: &Cancel,
        seen: &mut dyn FnMut(Seen<'_>),
    ) -> (Report, Option<Lost>) {
        if self.anew {
            self.answer.inner().refresh();
        }
        let watch = Watch::default();
        self.pack.inner().within(self.wall, cancel);
        let mut answer = Answers { hands: &mut self.answer, watch: &watch, cancel, wall: self.wall };
        let mut pack = Packs { memo: &mut self.pack, watch: &watch };
        let seen = std::cell::RefCell::new(seen);
        let mut hear = |progress: &Progress| seen.borrow_mut()(Seen::Progress(progress));
        let mut bench = Bench { answer: &mut answer, pack: &mut pack, shelf: &mut self.shelf, hear: &mut hear };
        let report = grade(exercise, submission, options, &mut bench, &mut |check| {
            seen.borrow_mut()(Seen::Check(check));
        });
        (report, watch.gone.get())
    }

    /// Tells one story of an answer to an exercise of kind `sim`.
    ///
    /// # Errors
    /// [`Gone`], as every runner; none of it is the story's fault. The pack's or the answer's own faults are in the
    /// report of [`Judge::grade`].
    pub fn trace(
        &mut self,
        exercise: &Exercise,
        submission: &Submission,
        schedule: Schedule,
        cancel: &Cancel,
    ) -> Result<Option<Trace>, Gone> {
        let Task::Sim(task) = &exercise.task else { return Ok(None) };
        if self.anew {
            self.answer.inner().refresh();
        }
        self.answer.inner().within(self.wall, cancel);
        Ok(match self.answer.inner().run(&sim::telling(exercise, task, submission, schedule))? {
            Done::System(system::Done::Told(trace)) => Some(trace),
            Done::System(_) | Done::Sql(_) | Done::Script(_) => None,
        })
    }

    /// The schedule that an answer is, as far as it can be followed: the report of [`Judge::grade`] says what cannot. None
    /// where the answer is no schedule.
    ///
    /// # Errors
    /// [`Gone`], as every runner.
    pub fn schedule(
        &mut self,
        exercise: &Exercise,
        submission: &Submission,
        cancel: &Cancel,
    ) -> Result<Option<Schedule>, Gone> {
        let Task::Sim(task) = &exercise.task else { return Ok(None) };
        let Some(job) = sim::wished(exercise, task, submission) else { return Ok(None) };
        Ok(match self.run(&job, cancel)? {
            Done::System(system::Done::Followed { schedule, .. }) => Some(schedule),
            Done::System(_) | Done::Sql(_) | Done::Script(_) => None,
        })
    }

    /// The digits of a schedule's id that say for which exercise and answer it was made.
    #[must_use]
    pub fn digest(exercise: &Exercise, submission: &Submission) -> u32 {
        sim::digest(exercise, submission)
    }

    /// Does a job that is nobody's answer: a block of a lesson.
    ///
    /// # Errors
    /// [`Gone`], as every runner.
    pub fn run(&mut self, job: &Job, cancel: &Cancel) -> Result<Done, Gone> {
        self.answer.inner().within(self.wall, cancel);
        self.answer.inner().run(job)
    }

    /// What of the box is in force in the children; waits for one to start.
    ///
    /// # Errors
    /// The child does not start.
    pub fn confinement(&mut self) -> Result<Option<Confinement>, Gone> {
        match self.answer.inner() {
            Hands::Boxed(remote) => remote.confinement().map(Some),
            Hands::Here(InProcess) => Ok(None),
        }
    }
}

/// Jobs of answers that are remembered at all: the generated ones are larger, and differ from seed to seed.
const SMALL_BYTES: usize = 8 << 10;

fn forgetful(hands: Hands) -> Memo<Hands> {
    Memo::new(hands, 0).up_to(SMALL_BYTES)
}

impl Hands {
    fn refresh(&mut self) {
        match self {
            Self::Boxed(remote) => remote.refresh(),
            Self::Here(InProcess) => {}
        }
    }

    fn within(&mut self, wall: Duration, cancel: &Cancel) {
        match self {
            Self::Boxed(remote) => {
                remote.within(wall, cancel);
            }
            Self::Here(InProcess) => {}
        }
    }
}

impl Runner for Hands {
    fn run_heard(&mut self, job: &Job, hear: &mut dyn FnMut(Progress)) -> Result<Done, Gone> {
        match self {
            Self::Boxed(remote) => remote.run_heard(job, hear),
            Self::Here(here) => here.run_heard(job, hear),
        }
    }
}

/// The answer's runner during one grading.
struct Answers<'a> {
    hands: &'a mut Memo<Hands>,
    watch: &'a Watch,
    cancel: &'a Cancel,
    wall: Duration,
}

impl Runner for Answers<'_> {
    fn run_heard(&mut self, job: &Job, hear: &mut dyn FnMut(Progress)) -> Result<Done, Gone> {
        let allowed = self.wall.max(self.watch.solution.get().saturating_mul(TIMES));
        let start = Instant::now();
        self.hands.inner().within(allowed.saturating_sub(self.watch.spent.get()), self.cancel);
        let outcome = self.hands.run_heard(job, hear);
        self.watch.spent.set(self.watch.spent.get() + start.elapsed());
        outcome.inspect_err(|gone| self.watch.lost(gone))
    }
}

/// The pack's runner during one grading.
struct Packs<'a> {
    memo: &'a mut Memo<Hands>,
    watch: &'a Watch,
}

impl Runner for Packs<'_> {
    fn run_heard(&mut self, job: &Job, hear: &mut dyn FnMut(Progress)) -> Result<Done, Gone> {
        let before = self.memo.took();
        let outcome = self.memo.run_heard(job, hear);
        self.watch.solution.set(self.watch.solution.get() + self.memo.took().saturating_sub(before));
        outcome.inspect_err(|gone| self.watch.lost(gone))
    }
}

impl Watch {
    fn lost(&self, gone: &Gone) {
        let lost = match gone {
            Gone::Stopped => Lost::Stopped,
            Gone::Died(_) => Lost::Died,
            Gone::Cancelled => Lost::Cancelled,
            Gone::Machine(_) => Lost::Machine,
        };
        if self.gone.get().is_none() {
            self.gone.set(Some(lost));
        }
    }
}

/// The solution kept its runners: what lost one is the answer, also where it was the pack's (which looks at what the
/// answer left behind).
fn blame_the_answer(report: &mut Report, lost: Lost) {
    if report.outcome != Outcome::Ungradable {
        return;
    }
    report.outcome = Outcome::Failed;
    report.points = report.checks.iter().map(|check| check.points).sum();
    for finding in &mut report.findings {
        if finding.code == Code::Machine {
            finding.code = if lost == Lost::Stopped { Code::DidNotStop } else { Code::Crashed };
        }
    }
}

/// The solution lost a runner as well, or there was no time to see.
fn blame_the_exercise(report: &mut Report, solution: &Report) {
    report.outcome = Outcome::Ungradable;
    report.points = 0;
    let why = solution
        .findings
        .iter()
        .find_map(|finding| finding.args.get("why"))
        .map_or_else(|| "the solution did not stop either".to_owned(), ToString::to_string);
    report.findings = vec![Finding::new(Code::Machine).with("why", why)];
}
