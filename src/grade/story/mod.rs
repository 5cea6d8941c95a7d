//! A trace told: who takes part, what happens line by line, how things stand after each step, and what of it is worth a
//! jump. Screen, text, Mermaid, JSON and SVG are made of this one telling.
//!
//! A *step* is one of the trace's; steps are numbered from 1, and *after step 0* is the beginning. A *line* is what a reader
//! sees of steps: a step may have several, or none where it tells nothing (a handler hears an answer and goes on).

mod cast;
mod json;
mod mermaid;
mod play;
mod short;
mod state;
mod tell;

pub use cast::{Cast, Lifeline, Who};
pub use json::json;
pub use mermaid::mermaid;
pub use play::Unplayed;
pub(crate) use short::is_uuid;
pub use state::{Mark as RowMark, Row, Standing, Table, flights};

use crate::base::{Strings, Value};
use crate::course::ExerciseText;
use crate::course::exercise::{At, Exercise, Rule, SimCheck};
use crate::lab::system::{Broken, Ending, Note, Trace};
use crate::sim::Schedule;

/// A trace and the names of what must hold in it.
#[derive(Debug, Clone, PartialEq)]
pub struct Story {
    /// A name for files: the exercise's id.
    pub name: String,
    /// What it is about, in words.
    pub title: String,
    /// The schedule's id, where it has one.
    pub schedule: Option<String>,
    /// The trace.
    pub trace: Trace,
    /// What must hold, by the numbers of the trace's checks.
    pub checks: Vec<Promise>,
}

/// Something that must hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Promise {
    /// The check's name.
    pub name: String,
    /// The same in words.
    pub says: String,
    /// When it is asked.
    pub asked: Asked,
}

/// When a check is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Asked {
    /// After every commit.
    Always,
    /// In the end.
    AtRest,
    /// In the end of the one story in which nothing goes wrong and nothing comes in another order.
    Natural,
}

/// Whether a check holds after so many steps.
#[derive(Debug, Clone, PartialEq)]
pub enum Truth {
    /// It holds.
    Holds,
    /// It does not, as these rows show: names of columns, then rows.
    Broken(Vec<String>, Vec<Vec<Value>>),
    /// It is asked in the end.
    NotYet,
    /// It is asked in another story.
    Elsewhere,
}

/// A story told in a language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Telling {
    /// Who takes part.
    pub cast: Cast,
    /// What happens, from top to bottom.
    pub lines: Vec<Line>,
    /// What each step is, and what is done in it.
    pub steps: Vec<Step>,
}

/// A step in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// Whose it is: the number of a lifeline.
    pub by: Option<usize>,
    /// Why it came.
    pub says: String,
    /// What is done in it, in order, at length.
    pub does: Vec<(String, Tone)>,
}

/// A line of the diagram.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// So many steps are taken when it has happened.
    pub after: usize,
    /// What passes between lifelines.
    pub arrow: Option<Arrow>,
    /// What happens at a lifeline.
    pub mark: Option<(usize, Mark)>,
    /// The same in words.
    pub says: String,
    /// How it is said.
    pub tone: Tone,
    /// Lifelines that are not there at this moment.
    pub gone: Vec<usize>,
    /// Lifelines that do nothing at this moment: they are paused.
    pub held: Vec<usize>,
}

/// Something that passes between two lifelines, by their numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Arrow {
    /// From whom.
    pub from: usize,
    /// To whom.
    pub to: usize,
    /// Whether it gets there.
    pub arrives: bool,
    /// Whether it is the answer to one before.
    pub answers: bool,
}

/// What happens at a lifeline.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mark {
    /// A handler begins.
    Begins,
    /// Something is read.
    Reads,
    /// Rows are changed for good.
    Commits,
    /// What was begun is taken back.
    TakesBack,
    /// Something fails.
    Fails,
    /// It crashes.
    Crash,
    /// It starts again.
    Restart,
    /// Something is there twice.
    Duplicate,
    /// Something overtakes something else.
    Reordered,
    /// It hears that no answer came in time.
    Timeout,
    /// It stops, and does not know.
    Pause,
}

impl Mark {
    /// Its symbol, one cell wide.
    #[must_use]
    pub fn symbol(self) -> &'static str {
        match self {
            Self::Begins => "●",
            Self::Reads => "○",
            Self::Commits => "▣",
            Self::TakesBack => "□",
            Self::Fails => "✘",
            Self::Crash => "✖",
            Self::Restart => "↻",
            Self::Duplicate => "⧉",
            Self::Reordered => "⇄",
            Self::Timeout => "⏱",
            Self::Pause => "‖",
        }
    }
}

/// How something is said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    /// As all else.
    Plain,
    /// Quietly: it is as one expects.
    Quiet,
    /// A fault.
    Fault,
    /// A check is broken, or a handler does what none may do.
    Bad,
}

impl Telling {
    /// A line without lifelines: who to whom, or who, before the words.
    #[must_use]
    pub fn sentence(&self, line: &Line) -> String {
        let name = |at: usize| self.cast.lifelines.get(at).map_or("", |lifeline| lifeline.name.as_str());
        let mark = line.mark.map_or_else(String::new, |(_, mark)| format!("{} ", mark.symbol()));
        match (line.arrow, line.mark) {
            (Some(arrow), _) => {
                let head = if arrow.arrives { "▶" } else { "✖" };
                format!("{} {head} {}: {mark}{}", name(arrow.from), name(arrow.to), line.says)
            }
            (None, Some((at, _))) => format!("{} {mark}{}", name(at), line.says),
            (None, None) => line.says.clone(),
        }
    }
}

impl Story {
    /// A story of an answer to an exercise.
    #[must_use]
    pub fn of(exercise: &Exercise, text: &ExerciseText, schedule: Option<String>, trace: Trace) -> Self {
        let checks = exercise.checks.iter().map(|(name, check)| Promise {
            name: name.clone(),
            says: text.checks.get(name).cloned().unwrap_or_default(),
            asked: match &check.rule {
                Rule::Sim(SimCheck::Always { at: None, .. } | SimCheck::Budget { .. }) => Asked::Always,
                Rule::Sim(SimCheck::Reach { .. }) => Asked::Natural,
                Rule::Sim(
                    SimCheck::Always { at: Some(At::Quiet), .. }
                    | SimCheck::Eventually { .. }
                    | SimCheck::History { .. }
                    | SimCheck::Shows { .. },
                )
                | Rule::Sql(_)
                | Rule::Events(_)
                | Rule::Code(_)
                | Rule::Quiz(_)
                | Rule::Design(_) => Asked::AtRest,
            },
        });
        let title = text.title.clone();
        Self { name: exercise.slug.to_string(), title, schedule, trace, checks: checks.collect() }
    }

    /// The exercise's words in another language.
    pub fn name_again(&mut self, text: &ExerciseText) {
        self.title.clone_from(&text.title);
        for promise in &mut self.checks {
            if let Some(says) = text.checks.get(&promise.name) {
                promise.says.clone_from(says);
            }
        }
    }

    /// Tells it in a language.
    #[must_use]
    pub fn tell(&self, words: &Strings) -> Telling {
        tell::tell(self, words)
    }

    /// Steps in all.
    #[must_use]
    pub fn len(&self) -> usize {
        self.trace.steps.len()
    }

    /// Whether nothing happens in it.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.trace.steps.is_empty()
    }

    /// Whether nothing is different in it from the natural order.
    fn is_natural(&self) -> bool {
        let natural = |id: &String| Schedule::parse(id).is_ok_and(|(schedule, _)| schedule == Schedule::default());
        self.schedule.as_ref().is_none_or(natural)
    }

    /// The numbers of the steps that are faults.
    #[must_use]
    pub fn faults(&self) -> Vec<usize> {
        let is_fault = |cause: &crate::lab::system::Came| matches!(cause, crate::lab::system::Came::Fault(_));
        (1..).zip(&self.trace.steps).filter(|(_, step)| is_fault(&step.cause)).map(|(number, _)| number).collect()
    }

    /// After how many steps the first thing is seen to be broken.
    #[must_use]
    pub fn violation(&self) -> Option<usize> {
        self.trace.broken.iter().map(|(_, after)| *after).min()
    }

    /// Whether a check holds after so many steps.
    #[must_use]
    pub fn truth(&self, check: usize, after: usize) -> Truth {
        let number = |broken: &Broken| matches!(broken, Broken::Check(of) if usize::from(*of) == check);
        let first = self.trace.broken.iter().find(|(broken, _)| number(broken)).map(|(_, at)| *at);
        let asked = self.checks.get(check).map_or(Asked::AtRest, |check| check.asked);
        if asked == Asked::Natural && first.is_none() && !self.is_natural() {
            return Truth::Elsewhere;
        }
        if asked != Asked::Always {
            let at_rest = after == self.len() && self.trace.end == Ending::Rest;
            return match first {
                Some(first) if after >= first => match self.trace.at_rest.iter().find(|(of, _)| *of == check) {
                    Some((_, rows)) if after == self.len() => Truth::Broken(rows.columns.clone(), rows.rows.clone()),
                    Some(_) | None => Truth::Broken(Vec::new(), Vec::new()),
                },
                None if at_rest => Truth::Holds,
                Some(_) | None => Truth::NotYet,
            };
        }
        // It is asked after each commit; what was found then stands until the next.
        let asked = self.trace.steps[..after].iter().rev().find(|step| tell::asks(step));
        let shown = |step: &Note| step.broken.iter().any(|(of, _)| *of == check);
        match asked.and_then(|step| step.broken.iter().find(|(of, _)| *of == check)) {
            Some((_, rows)) => Truth::Broken(rows.columns.clone(), rows.rows.clone()),
            // What is no matter of rows is broken once and for all.
            None if first.is_some_and(|first| first <= after) && !self.trace.steps.iter().any(shown) => {
                Truth::Broken(Vec::new(), Vec::new())
            }
            None => Truth::Holds,
        }
    }
}
