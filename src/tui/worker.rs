//! The one thread that does long work: it owns the judge, takes one order after the other, and wakes the screen.

use std::collections::BTreeMap;
use std::io::{self, Read, Write};
use std::os::fd::{AsFd, BorrowedFd};
use std::os::unix::net::UnixStream;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread::{self, Builder, JoinHandle};

use indexmap::IndexMap;

use super::model::Ticket;
use crate::base::Lang;
use crate::course::search::Index;
use crate::course::{Course, Exercise, Play};
use crate::grade::Schedule;
use crate::grade::story::{Story, Unplayed};
use crate::grade::worker::Cancel;
use crate::grade::{CheckReport, Judge, Options, Report, Seen, Submission};
use crate::lab::system::{Progress, Trace};
use crate::lab::{Done, Gone, Job};

/// What the worker is to do.
enum Order {
    Grade(Arc<Exercise>, IndexMap<String, String>),
    Run(Box<Job>),
    Index(Arc<Course>, Lang),
    Trace(Arc<Exercise>, IndexMap<String, String>, Schedule),
    Play(Arc<Course>, Lang, Play),
}

/// What came of an order.
pub(crate) enum Came {
    /// A check is done.
    Checked(CheckReport),
    /// How far a grading is that looks for stories.
    Explored(Progress),
    /// A story is told; none where the exercise has none.
    Traced(Result<Option<Trace>, Gone>),
    /// A story that a lesson plays is told.
    Played(Result<Story, Unplayed>),
    /// The grading is done.
    Graded(Report),
    /// A block has run.
    Ran(Result<Done, Gone>),
    /// The book is ready to be searched in a language.
    Indexed(Lang, Index),
}

/// The thread, and the ends of its channels.
pub(crate) struct Worker {
    orders: Option<Sender<(Ticket, Cancel, Order)>>,
    came: Receiver<(Ticket, Came)>,
    wake: UnixStream,
    cancels: BTreeMap<Ticket, Cancel>,
    thread: Option<JoinHandle<()>>,
    judge: fn() -> io::Result<Judge>,
}

impl Worker {
    /// Starts the thread, which makes its judge first.
    pub(crate) fn start(judge: fn() -> io::Result<Judge>) -> io::Result<Self> {
        let (wake, mut waker) = UnixStream::pair()?;
        wake.set_nonblocking(true)?;
        waker.set_nonblocking(true)?;
        let (orders, taken) = channel::<(Ticket, Cancel, Order)>();
        let (done, came) = channel();
        let thread = Builder::new().name("judge".to_owned()).spawn(move || {
            let mut tell = |ticket: Ticket, what: Came| {
                // A screen that is gone needs no news; a full pipe has woken it already.
                if done.send((ticket, what)).is_ok() {
                    let _ = waker.write(&[1]);
                }
            };
            let mut judge = judge();
            if let Ok(judge) = &mut judge {
                judge.warm();
            }
            let workers = thread::available_parallelism().ok().and_then(|number| u16::try_from(number.get()).ok());
            let options = Options { workers, ..Options::default() };
            for (ticket, cancel, order) in taken {
                match (&mut judge, order) {
                    (Ok(judge), Order::Grade(exercise, files)) => {
                        let submission = Submission::new(&exercise.files, &files);
                        let report = judge.grade(&exercise, &submission, &options, &cancel, &mut |seen| match seen {
                            Seen::Check(check) => tell(ticket, Came::Checked(check.clone())),
                            Seen::Progress(progress) => tell(ticket, Came::Explored(progress.clone())),
                        });
                        tell(ticket, Came::Graded(report));
                        judge.warm();
                    }
                    (Ok(judge), Order::Run(job)) => {
                        let outcome = judge.run(&job, &cancel);
                        tell(ticket, Came::Ran(outcome));
                    }
                    (Ok(judge), Order::Trace(exercise, files, schedule)) => {
                        let submission = Submission::new(&exercise.files, &files);
                        tell(ticket, Came::Traced(judge.trace(&exercise, &submission, schedule, &cancel)));
                    }
                    (Ok(judge), Order::Play(course, lang, play)) => {
                        tell(ticket, Came::Played(Story::play(&course, &play, &lang, judge, &cancel)));
                    }
                    (Err(error), Order::Play(..)) => {
                        tell(ticket, Came::Played(Err(Unplayed::Gone(Gone::Machine(error.to_string())))));
                    }
                    (Err(error), Order::Trace(..)) => {
                        tell(ticket, Came::Traced(Err(Gone::Machine(error.to_string()))));
                    }
                    (_, Order::Index(course, lang)) => {
                        let index = Index::of(&course, &lang);
                        tell(ticket, Came::Indexed(lang, index));
                    }
                    (Err(error), Order::Grade(..) | Order::Run(_)) => {
                        tell(ticket, Came::Ran(Err(Gone::Machine(error.to_string()))));
                    }
                }
            }
        })?;
        let orders = Some(orders);
        Ok(Self { orders, came, wake, cancels: BTreeMap::new(), thread: Some(thread), judge })
    }

    /// A new thread in place of one that is lost, and the orders that were lost with it.
    pub(crate) fn again(&self) -> (io::Result<Self>, Vec<Ticket>) {
        (Self::start(self.judge), self.cancels.keys().copied().collect())
    }

    /// Whether the thread is lost to a fault of ours.
    pub(crate) fn is_lost(&self) -> bool {
        self.thread.as_ref().is_some_and(JoinHandle::is_finished)
    }

    /// Grades an answer.
    pub(crate) fn grade(&mut self, ticket: Ticket, exercise: Arc<Exercise>, files: IndexMap<String, String>) {
        self.order(ticket, Order::Grade(exercise, files));
    }

    /// Tells the story of a schedule of an answer.
    pub(crate) fn trace(
        &mut self,
        ticket: Ticket,
        exercise: Arc<Exercise>,
        files: IndexMap<String, String>,
        schedule: Schedule,
    ) {
        self.order(ticket, Order::Trace(exercise, files, schedule));
    }

    /// Tells the story that a block of a lesson plays.
    pub(crate) fn play(&mut self, ticket: Ticket, course: Arc<Course>, lang: Lang, play: Play) {
        self.order(ticket, Order::Play(course, lang, play));
    }

    /// Runs a block of a lesson.
    pub(crate) fn run(&mut self, ticket: Ticket, job: Job) {
        self.order(ticket, Order::Run(Box::new(job)));
    }

    /// Makes a course ready to be searched.
    pub(crate) fn index(&mut self, ticket: Ticket, course: Arc<Course>, lang: Lang) {
        self.order(ticket, Order::Index(course, lang));
    }

    fn order(&mut self, ticket: Ticket, order: Order) {
        let cancel = Cancel::new();
        self.cancels.insert(ticket, cancel.clone());
        if let Some(orders) = &self.orders {
            // A thread that is gone is noticed by its silence; the screen stays usable.
            let _ = orders.send((ticket, cancel, order));
        }
    }

    /// Gives up an order.
    pub(crate) fn cancel(&mut self, ticket: Ticket) {
        if let Some(cancel) = self.cancels.remove(&ticket) {
            cancel.cancel();
        }
    }

    /// What has come since the last time. What belongs to an order that was given up is dropped.
    pub(crate) fn news(&mut self) -> Vec<(Ticket, Came)> {
        let mut bytes = [0; 64];
        while matches!((&self.wake).read(&mut bytes), Ok(n) if n > 0) {}
        let mut news = Vec::new();
        while let Ok((ticket, came)) = self.came.try_recv() {
            if self.cancels.contains_key(&ticket) {
                match &came {
                    Came::Graded(_) | Came::Ran(_) | Came::Indexed(..) | Came::Traced(_) | Came::Played(_) => {
                        self.cancels.remove(&ticket);
                    }
                    Came::Checked(_) | Came::Explored(_) => {}
                }
                news.push((ticket, came));
            }
        }
        news
    }

    /// Whether every order is done or given up.
    pub(crate) fn is_idle(&self) -> bool {
        self.cancels.is_empty()
    }

    /// What becomes readable when there are news.
    pub(crate) fn wake(&self) -> BorrowedFd<'_> {
        self.wake.as_fd()
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        for cancel in self.cancels.values() {
            cancel.cancel();
        }
        self.orders = None;
        if let Some(thread) = self.thread.take() {
            // It ends after the order in hand, which was just cancelled; a panic of it was printed by its hook.
            let _ = thread.join();
        }
    }
}
