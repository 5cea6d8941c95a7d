//! What the workbook asks the world for.

use std::sync::Arc;

use indexmap::IndexMap;

use super::model::{Reading, Ticket};
use crate::base::Slug;
use crate::course::recall::Recall;
use crate::course::{Exercise, Play};
use crate::progress::{Rating, Setting};

/// What the world is asked for.
#[derive(Debug, Clone, PartialEq)]
pub enum Effect {
    /// Read a lesson.
    OpenLesson(Slug, Option<String>),
    /// Read an open lesson again, in the language in force.
    RereadLesson(Slug),
    /// Read an exercise and its answer.
    OpenExercise(Slug),
    /// Read an open exercise's texts again, in the language in force.
    RereadExercise(Slug),
    /// Look up a concept.
    LookUp(String),
    /// Look up all of them.
    Glossary,
    /// Open the lesson that teaches a concept, at the section that does.
    OpenConcept(String),
    /// Make the book ready to be searched, in the language in force.
    Index(Ticket),
    /// Remember the value of a setting, as its file writes it.
    Keep(Setting, String),
    /// Remember where a lesson stands.
    Read(Slug, Reading),
    /// Run a block of a lesson.
    Run(Ticket, Block),
    /// Make the rows shown with an exercise.
    Give(Ticket, Arc<Exercise>),
    /// Grade an answer that was just saved.
    Grade(Ticket, Slug, IndexMap<String, String>),
    /// Tell the story of a schedule, of the answer to an exercise that was graded last.
    Tell(Ticket, Slug, String),
    /// Write a file where the reader is, by name.
    Export(String, String),
    /// Give up a ticket.
    Cancel(Ticket),
    /// Save an answer's files.
    Save(Slug, IndexMap<String, String>),
    /// Save an answer's files, and edit one of them in the reader's own editor.
    EditOutside(Slug, String, IndexMap<String, String>),
    /// Keep what is typed and not saved.
    Draft {
        /// The exercise.
        exercise: Slug,
        /// The file.
        file: String,
        /// What is typed.
        text: String,
        /// What was on disk when typing began.
        base: String,
    },
    /// Keep where the caret is in a file: line and column from 0.
    Caret(Slug, String, (usize, usize)),
    /// [`Msg::PutAway`] within 300 ms.
    PutAwaySoon,
    /// Look back at the attempts at an exercise.
    LookAtAttempts(Slug),
    /// Remember that a hint was seen: its number from 1.
    HintSeen(Slug, usize),
    /// Remember that the solution was seen.
    SolutionSeen(Slug),
    /// Archive the answer and begin again.
    Reset(Slug),
    /// Remember that the tour was taken or put away.
    Toured,
    /// Remember that a question was answered wrongly.
    Missed(Recall),
    /// Look back on what was done.
    LookBack,
    /// Count the cards that are due.
    CountDue,
    /// Find the cards that are due.
    BeginReview,
    /// Read cards again, in the language in force.
    SayCardsAgain(Vec<Recall>),
    /// Remember how well a card was known.
    Rate(Recall, Rating),
}

impl Effect {
    /// Whether a lesson or an exercise is opened.
    pub(super) fn opens(&self) -> bool {
        matches!(self, Self::OpenLesson(..) | Self::OpenExercise(_) | Self::OpenConcept(_))
    }
}

/// A block of a lesson, to run.
#[derive(Debug, Clone, PartialEq)]
pub enum Block {
    /// SQL on fresh databases.
    Sql {
        /// Name and script that makes it, the first being `main`.
        databases: Vec<(String, String)>,
        /// The script.
        sql: String,
    },
    /// A script.
    Js(String),
    /// A story of an exercise's answer.
    Play(Play),
}
