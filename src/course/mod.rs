//! Packs: lessons, exercises, concepts and chapters, from files that authors write.
//!
//! Everything is read through a [`Source`] (embedded, a folder, memory). Opening a course reads its table of contents
//! only; a lesson or exercise is read when it is asked for.
//!
//! Architecture invariant: no grading and no user interface; a pack's mistake is a [`Problem`] with file, line, column and
//! what to do.

mod block;
mod catalog;
mod concept;
pub mod exercise;
mod lesson;
mod problem;
mod source;
mod text;

use std::path::PathBuf;

pub use block::{Align, Block, Callout, Choice, Expect, Inline, Inlines, Item, Question};
pub use catalog::{Catalog, Chapter, ExerciseCard, LessonCard};
pub use concept::{Concept, Concepts};
pub use exercise::Exercise;
pub use lesson::Lesson;
pub use problem::{Problem, Problems};
pub use source::Source;
pub use text::{ExerciseText, OptionText};

use crate::base::{Lang, Slug};

/// The open course: the built-in pack and those added with `--pack`, later ones replacing whole folders by id.
#[derive(Debug)]
pub struct Course {
    catalog: Catalog,
}

impl Course {
    /// Opens the built-in pack and the packs in these folders.
    ///
    /// Cost: with no folders, one decoding of the index made at build time; the folders are read.
    ///
    /// # Errors
    /// [`Problems`] of a pack whose table of contents cannot be made.
    pub fn open(_folders: &[PathBuf]) -> Result<Self, Problems> {
        Ok(Self { catalog: Catalog::default() })
    }

    /// The table of contents.
    #[must_use]
    pub fn catalog(&self) -> &Catalog {
        &self.catalog
    }

    /// A lesson in a language (or, in a pack of others, in the pack's first language: see [`Lesson::lang`]).
    ///
    /// # Errors
    /// No such lesson, or it is broken.
    pub fn lesson(&self, slug: &Slug, _lang: &Lang) -> Result<Lesson, Problems> {
        Err(Problems::one(Problem::new("pack-no-such-lesson").with("id", slug.as_str())))
    }

    /// An exercise, resolved.
    ///
    /// # Errors
    /// No such exercise, or it is broken.
    pub fn exercise(&self, slug: &Slug) -> Result<Exercise, Problems> {
        Err(Problems::one(Problem::new("pack-no-such-exercise").with("id", slug.as_str())))
    }

    /// An exercise's texts in a language.
    ///
    /// # Errors
    /// No such exercise, or they are broken.
    pub fn text(&self, slug: &Slug, _lang: &Lang) -> Result<ExerciseText, Problems> {
        Err(Problems::one(Problem::new("pack-no-such-exercise").with("id", slug.as_str())))
    }

    /// The concepts of all packs.
    ///
    /// # Errors
    /// A broken `concepts.toml`.
    pub fn concepts(&self) -> Result<Concepts, Problems> {
        Ok(Concepts::default())
    }
}
