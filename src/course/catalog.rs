//! The table of contents: what home, lists and completions need, without opening a lesson.
//!
//! `build.rs` makes it of the built-in pack; packs on disk are read when the program starts. This file is also compiled
//! into `build.rs`, so it stands alone but for `base`.

use serde::{Deserialize, Serialize};

use crate::base::{Lang, Slug, Translated};

/// All chapters of all packs, in order.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Catalog {
    /// The chapters.
    pub chapters: Vec<Chapter>,
    /// Languages of the first pack, its fallback first.
    pub languages: Vec<Lang>,
}

/// A chapter.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Chapter {
    /// Permanent id.
    pub id: Slug,
    /// Its folder's name, `01-introduction`.
    pub folder: String,
    /// Its number in the book.
    pub order: u32,
    /// Titles.
    pub title: Translated,
    /// One line that says what it is about.
    pub summary: Translated,
    /// Whether all that the curriculum names for it is there.
    pub complete: bool,
    /// Lessons in order.
    pub lessons: Vec<LessonCard>,
    /// Exercises in order.
    pub exercises: Vec<ExerciseCard>,
}

/// A lesson, from outside.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct LessonCard {
    /// Permanent id.
    pub slug: Slug,
    /// Its folder in the pack, `lessons/01-introduction/01-one-database-many-services`.
    pub folder: String,
    /// Titles.
    pub title: Translated,
    /// Minutes to read.
    pub minutes: u16,
    /// Languages in which it is there.
    pub languages: Vec<Lang>,
    /// Concepts taught.
    pub concepts: Vec<String>,
    /// What to do first.
    pub requires: Vec<Slug>,
    /// Former ids.
    pub was: Vec<Slug>,
}

/// An exercise, from outside.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ExerciseCard {
    /// Permanent id.
    pub slug: Slug,
    /// Its folder in the pack.
    pub folder: String,
    /// Titles.
    pub title: Translated,
    /// `sql`, `events`, `code`, `quiz` or `design`.
    pub kind: String,
    /// 1 to 3.
    pub difficulty: u8,
    /// Estimated minutes.
    pub minutes: u16,
    /// Points of all checks.
    pub points: u32,
    /// Languages in which its texts are there.
    pub languages: Vec<Lang>,
    /// Concepts practised.
    pub concepts: Vec<String>,
    /// Names of the checks.
    pub checks: Vec<String>,
    /// Names of an answer's files.
    pub files: Vec<String>,
    /// What to do first.
    pub requires: Vec<Slug>,
    /// Former ids.
    pub was: Vec<Slug>,
}

impl Catalog {
    /// The lesson with this id, or that once had it.
    #[must_use]
    pub fn lesson(&self, slug: &str) -> Option<(&Chapter, &LessonCard)> {
        self.chapters.iter().find_map(|chapter| {
            chapter
                .lessons
                .iter()
                .find(|card| card.slug.as_str() == slug || card.was.iter().any(|was| was.as_str() == slug))
                .map(|card| (chapter, card))
        })
    }

    /// The exercise with this id, or that once had it.
    #[must_use]
    pub fn exercise(&self, slug: &str) -> Option<(&Chapter, &ExerciseCard)> {
        self.chapters.iter().find_map(|chapter| {
            chapter
                .exercises
                .iter()
                .find(|card| card.slug.as_str() == slug || card.was.iter().any(|was| was.as_str() == slug))
                .map(|card| (chapter, card))
        })
    }

    /// Lays another pack's chapters over these: what has an id that is here replaces it, the rest comes after.
    pub(super) fn lay_over(&mut self, other: &Self) {
        for theirs in &other.chapters {
            let Some(ours) = self.chapters.iter_mut().find(|chapter| chapter.id == theirs.id) else {
                self.chapters.push(theirs.clone());
                continue;
            };
            let (lessons, exercises) = (std::mem::take(&mut ours.lessons), std::mem::take(&mut ours.exercises));
            *ours = Chapter { lessons, exercises, ..theirs.clone() };
            put_all(&mut ours.lessons, &theirs.lessons, |card| &card.slug);
            put_all(&mut ours.exercises, &theirs.exercises, |card| &card.slug);
        }
        self.chapters.sort_by_key(|chapter| chapter.order);
    }
}

fn put_all<T: Clone>(here: &mut Vec<T>, theirs: &[T], slug: impl Fn(&T) -> &Slug) {
    for card in theirs {
        match here.iter_mut().find(|ours| slug(ours) == slug(card)) {
            Some(ours) => ours.clone_from(card),
            None => here.push(card.clone()),
        }
    }
}
