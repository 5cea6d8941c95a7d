//! The state of the workbook, what happens to it, and what it asks the world for.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use indexmap::IndexMap;

pub use super::effect::{Block, Effect};
use super::key::Key;
use super::keymap::Keymap;
use super::layout::Shown;
use super::mouse::Mouse;
use super::screen::Screen;
use super::theme::Ground;
use super::tour::Tour;
use super::trail::Trail;
use crate::base::{Lang, Slug, Strings, Value};
use crate::course::recall::{Face, Recall};
use crate::course::search::Index;
use crate::course::{Catalog, Concept, Concepts, Exercise, ExerciseText, Lesson};
use crate::grade::story::Story;
use crate::grade::{CheckReport, Report};
use crate::lab::system::Progress;
use crate::progress::{Attempt, Day, Files, Last, Overview, Settings, WallTime};

/// Everything that is on the screen or may be.
#[derive(Debug)]
pub struct Model {
    /// What all screens share.
    pub shared: Shared,
    /// The screens, the last one having the keys; a window lies over those below it. Empty: the program ends.
    pub(crate) stack: Vec<Screen>,
}

/// What all screens share.
#[derive(Debug)]
pub struct Shared {
    /// Columns and rows of the terminal.
    pub size: (u16, u16),
    /// The program's words in the language in force.
    pub words: Strings,
    /// Chapters, lessons, exercises.
    pub catalog: Arc<Catalog>,
    /// What the reader has done.
    pub standing: Standing,
    /// One line for the reader, until the next key.
    pub notice: Option<String>,
    /// Whether only ASCII is drawn for lines and marks.
    pub ascii: bool,
    /// Where the reader has been.
    pub trail: Trail,
    /// The tour of the keys, while it is taken.
    pub tour: Option<Tour>,
    /// Cards to review today, counted after the first frame.
    pub due: usize,
    /// The book in the language in force, ready to be searched, once it was asked for.
    pub(super) index: Option<Arc<Index>>,
    /// The work that makes it.
    pub(super) indexing: Option<Ticket>,
    /// What the reader has chosen.
    pub settings: Settings,
    /// Which keys do what.
    pub keys: Keymap,
    /// What the terminal has behind its letters, where that is known.
    pub ground: Option<Ground>,
    /// Whether there are to be colours.
    pub color: bool,
    /// The next ticket.
    pub(super) tickets: u64,
}

impl Shared {
    /// The language in force.
    #[must_use]
    pub fn lang(&self) -> &Lang {
        self.words.lang()
    }

    /// A number that names one piece of work, so that what comes back late is known.
    pub(super) fn ticket(&mut self) -> Ticket {
        self.tickets += 1;
        Ticket(self.tickets)
    }
}

/// How the terminal's caret looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Caret {
    /// As everywhere in the terminal.
    #[default]
    Usual,
    /// Over a letter.
    Block,
    /// Between two letters.
    Bar,
}

impl Model {
    /// How the caret looks now.
    #[must_use]
    pub fn caret(&self) -> Caret {
        match self.stack.last() {
            Some(Screen::Workbench(bench)) => bench.caret(),
            Some(_) | None => Caret::Usual,
        }
    }
}

/// Names one piece of work on the worker.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Ticket(pub u64);

/// What the reader has done, as far as screens show it.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Standing {
    /// By exercise.
    pub exercises: BTreeMap<String, Stand>,
    /// By lesson.
    pub lessons: BTreeMap<String, Reading>,
    /// The lesson or exercise opened last.
    pub last: Option<String>,
    /// Whether the tour of the keys was taken or put away.
    pub toured: bool,
}

/// What there is to look back on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Looked {
    /// This day.
    pub today: Day,
    /// How much was done on each day.
    pub days: BTreeMap<Day, u32>,
    /// Concepts whose checks honest tries failed, and how often; the most first.
    pub weak: Vec<(String, u32)>,
    /// Minutes spent today, this week and in all.
    pub spent: [i64; 3],
}

/// The attempts at an exercise.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tried {
    /// The exercise.
    pub exercise: Slug,
    /// The attempts, the oldest first.
    pub trials: Vec<Trial>,
    /// Hints seen by now.
    pub hints: u8,
    /// When the solution was first seen.
    pub solution_at: Option<WallTime>,
}

/// An attempt.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trial {
    /// What came of it.
    pub attempt: Attempt,
    /// When it was made, for the reader.
    pub when: String,
    /// Its files; none where they were not kept.
    pub files: Files,
}

/// How far a lesson or an exercise is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// Not begun.
    Fresh,
    /// Begun.
    Begun,
    /// Read to its end, or passed.
    Done,
}

impl Standing {
    /// How far a lesson is.
    #[must_use]
    pub fn lesson(&self, slug: &Slug) -> Step {
        match self.lessons.get(slug.as_str()) {
            None => Step::Fresh,
            Some(reading) if reading.done => Step::Done,
            Some(_) => Step::Begun,
        }
    }

    /// Whether nothing was done yet, the tour not either.
    #[must_use]
    pub fn is_new(&self) -> bool {
        self.lessons.is_empty() && self.exercises.is_empty() && !self.toured
    }

    /// How far an exercise is.
    #[must_use]
    pub fn exercise(&self, slug: &Slug) -> Step {
        match self.exercises.get(slug.as_str()) {
            Some(stand) if stand.passed => Step::Done,
            Some(stand) if stand.attempts > 0 => Step::Begun,
            _ => Step::Fresh,
        }
    }
}

/// Where an exercise stands.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Stand {
    /// Whether an attempt passed.
    pub passed: bool,
    /// Checks passed in the best attempt.
    pub checks: usize,
    /// Attempts made.
    pub attempts: usize,
    /// Hints seen.
    pub hints: usize,
    /// Whether an attempt failed that differs from the starter.
    pub tried: bool,
    /// Whether the solution was seen.
    pub solution_seen: bool,
}

/// Where a lesson stands.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Reading {
    /// The section at the top of the screen; empty before the first.
    pub section: String,
    /// How far below its heading: a thousand for each block, one for each row within a block. Blocks are the same in all
    /// languages and widths.
    pub offset: u32,
    /// Whether its end was reached.
    pub done: bool,
}

/// What happens.
#[derive(Debug)]
pub enum Msg {
    /// A key.
    Key(Key),
    /// A paste.
    Paste(String),
    /// The mouse.
    Mouse(Mouse),
    /// The terminal says what it has behind its letters.
    Ground(Ground),
    /// The terminal draws lines two cells wide.
    WideLines,
    /// The terminal has a new size.
    Resize(u16, u16),
    /// A lesson is there.
    Lesson {
        /// The lesson.
        lesson: Box<Lesson>,
        /// The section to begin at; else where the reader stopped.
        section: Option<String>,
        /// Where the reader stopped.
        kept: Reading,
    },
    /// An open lesson in the language now in force.
    LessonAgain(Box<Lesson>),
    /// An exercise is there.
    Exercise(Box<Opened>),
    /// An open exercise's texts in the language now in force.
    TextAgain(Slug, Box<ExerciseText>, Sections),
    /// A glossary entry.
    Term(Term),
    /// The terms of the glossary.
    Glossary(Vec<Term>),
    /// How far a grading is that looks for stories.
    Explored(Ticket, Progress),
    /// A story to step through; with a ticket where it was asked for.
    Story(Option<Ticket>, Box<Story>),
    /// Something could not be opened or stored; in words.
    Trouble(String),
    /// What the reader has done changed.
    Standing(Box<Standing>),
    /// A block has run.
    Ran(Ticket, Shown),
    /// The rows shown with an exercise are there.
    Given(Ticket, Vec<Given>),
    /// A check is done.
    Checked(Ticket, Box<CheckReport>),
    /// A grading is done.
    Graded(Ticket, Box<Report>),
    /// The book is ready to be searched.
    Indexed(Ticket, Arc<Index>),
    /// The worker gave up a ticket.
    GaveUp(Ticket),
    /// What there is to look back on.
    LookedBack(Box<Looked>),
    /// So many cards are due.
    Due(usize),
    /// Cards to ask.
    Review(Vec<(Recall, Face)>),
    /// Cards in the language now in force.
    ReviewAgain(Vec<(Recall, Face)>),
    /// Attempts at an exercise, to look back at.
    Attempts(Box<Tried>),
    /// Time to put away what was typed.
    PutAway,
    /// A grading is under way for one [`BEAT`] more.
    Beat,
    /// The files of an exercise are the starter again.
    WasReset(Slug, IndexMap<String, String>),
    /// The files of an answer as they are now, where another program may have saved them.
    Files(Slug, IndexMap<String, String>),
    /// The terminal or the system asks for the end.
    End,
}

/// How often a grading that takes long shows that it goes on; before the first it shows nothing.
pub(super) const BEAT: Duration = Duration::from_millis(200);

/// An exercise with all that its screen needs.
#[derive(Debug)]
pub struct Opened {
    /// The exercise.
    pub exercise: Arc<Exercise>,
    /// Its texts.
    pub text: ExerciseText,
    /// Titles of the sections that explain its checks.
    pub sections: Sections,
    /// The answer's files.
    pub files: Vec<AnswerFile>,
    /// What an earlier visit's last grading said, where it is of these files.
    pub report: Option<Report>,
}

/// Titles of sections, by `lesson#section`.
pub type Sections = BTreeMap<String, String>;

/// A table shown with an exercise.
#[derive(Debug, Clone, PartialEq)]
pub struct Given {
    /// Its name.
    pub name: String,
    /// Its columns.
    pub columns: Vec<String>,
    /// Its rows.
    pub rows: Vec<Vec<Value>>,
}

/// One file of an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AnswerFile {
    /// Its name.
    pub name: String,
    /// What is on disk.
    pub saved: String,
    /// What was typed and not saved.
    pub draft: Option<String>,
    /// Whether the file changed elsewhere after the draft was begun.
    pub conflict: bool,
    /// Where the caret was: line and column from 0.
    pub caret: (u32, u32),
}

/// What home shows, from what the store knows.
pub(super) fn standing(all: &Overview) -> Standing {
    let exercises = all.marks.0.iter().map(|(slug, mark)| {
        let stand = Stand {
            passed: mark.passed(),
            checks: mark.checks_passed as usize,
            attempts: mark.attempts as usize,
            hints: usize::from(mark.hints),
            tried: mark.honest_tries > 0,
            solution_seen: mark.solution_at.is_some(),
        };
        (slug.to_string(), stand)
    });
    let lessons = all.begun.iter().map(|(slug, section)| {
        let reading = Reading { section: section.clone(), offset: 0, done: all.read.contains(slug) };
        (slug.to_string(), reading)
    });
    Standing {
        exercises: exercises.collect(),
        lessons: lessons.collect(),
        toured: all.toured,
        last: all.last.as_ref().map(|last| match last {
            Last::Lesson(slug) | Last::Exercise(slug) => slug.to_string(),
        }),
    }
}

/// A term of the glossary.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Term {
    /// The concept's id.
    pub id: String,
    /// What it is called.
    pub name: String,
    /// What it is.
    pub is: String,
    /// The lesson that teaches it.
    pub home: Slug,
}

/// All terms of the glossary.
pub(super) fn terms(concepts: &Concepts, lang: &Lang) -> Msg {
    Msg::Glossary(concepts.0.iter().filter_map(|(id, concept)| said(id, concept, lang)).collect())
}

/// The glossary, looked up.
pub(super) fn term(concepts: &Concepts, id: &str, lang: &Lang) -> Option<Msg> {
    said(id, concepts.0.get(id)?, lang).map(Msg::Term)
}

fn said(id: &str, concept: &Concept, lang: &Lang) -> Option<Term> {
    let text = concept.texts.get(lang).or_else(|| concept.texts.values().next())?;
    Some(Term { id: id.to_owned(), name: text.name.clone(), is: text.is.clone(), home: concept.home.clone() })
}
