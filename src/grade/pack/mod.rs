//! The grading part of `pack verify`: does the content do what it says? And `pack new`.
//!
//! The checks of form are the course's; here starters, solutions, wrong answers and alternatives are graded, and the
//! live blocks of lessons are run.

mod exercise;
mod lesson;

mod scaffold;

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::sync::Mutex;
use std::sync::mpsc;

pub use scaffold::scaffold;

use super::{Cancel, Judge};
use crate::base::Slug;
use crate::course::{Chapter, Course, Problem};

/// What a verification found, and how much was done.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Verified {
    /// Exercises looked at.
    pub exercises: usize,
    /// Lessons looked at.
    pub lessons: usize,
    /// Wrong answers graded.
    pub wrong: usize,
    /// Alternatives graded.
    pub alternatives: usize,
    /// Gradings done: every answer with every seed, and once again.
    pub gradings: usize,
    /// What is wrong, by file and line.
    pub problems: Vec<Problem>,
}

/// How far a verification is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Progress {
    /// Lessons and exercises done.
    pub done: usize,
    /// All of them.
    pub all: usize,
    /// Gradings done so far.
    pub gradings: usize,
    /// What was done last.
    pub last: Slug,
}

/// One piece of work, done by one judge.
#[derive(Debug, Clone)]
enum Piece {
    Lesson(Slug),
    Exercise(Slug),
}

impl Piece {
    fn slug(&self) -> &Slug {
        match self {
            Self::Lesson(slug) | Self::Exercise(slug) => slug,
        }
    }
}

/// Verifies the pack of a course of one: its form, its exercises and its lessons. One thread per judge; the result does not depend on
/// how many there are. `seen` is told of each lesson and exercise as it is done.
///
/// Cost: for each answer four gradings.
pub fn verify(course: &Course, judges: Vec<Judge>, cancel: &Cancel, seen: &mut dyn FnMut(&Progress)) -> Verified {
    let pieces = pieces(course);
    // The heavy ones first, so that none is left to one judge alone at the end.
    let mut queue: Vec<(usize, &Piece)> = pieces.iter().enumerate().collect();
    queue.sort_by_key(|(_, piece)| Reverse(weight(course, piece)));
    let next = Mutex::new(queue.into_iter());
    let (send, receive) = mpsc::channel();
    let mut parts = BTreeMap::new();
    std::thread::scope(|scope| {
        for mut judge in judges {
            let (send, next, cancel) = (send.clone(), &next, cancel.clone());
            scope.spawn(move || {
                judge.trust_one_author();
                while let Some((n, piece)) = next.lock().ok().and_then(|mut next| next.next()) {
                    let part = verify_piece(course, piece, &mut judge, &cancel);
                    if cancel.is_cancelled() || send.send((n, part)).is_err() {
                        break;
                    }
                }
            });
        }
        drop(send);
        let mut gradings = 0;
        for (n, part) in receive {
            gradings += part.gradings;
            parts.insert(n, part);
            seen(&Progress { done: parts.len(), all: pieces.len(), gradings, last: pieces[n].slug().clone() });
        }
    });
    let mut whole = Verified { problems: course.check_form(), ..Verified::default() };
    for part in parts.into_values() {
        whole.add(part);
    }
    // What does not load is found by both.
    whole.problems.sort_by(|a, b| (&a.file, a.line, a.column).cmp(&(&b.file, b.line, b.column)));
    whole.problems.dedup();
    whole
}

fn pieces(course: &Course) -> Vec<Piece> {
    let of = |chapter: &Chapter| {
        let lessons = chapter.lessons.iter().map(|card| Piece::Lesson(card.slug.clone()));
        let exercises = chapter.exercises.iter().map(|card| Piece::Exercise(card.slug.clone()));
        lessons.chain(exercises).collect::<Vec<_>>()
    };
    course.catalog().chapters.iter().flat_map(of).collect()
}

/// How much work a piece is, about: the checks that run scripts.
fn weight(course: &Course, piece: &Piece) -> usize {
    let Piece::Exercise(slug) = piece else { return 0 };
    let card = course.catalog().exercise(slug.as_str()).map(|(_, card)| card);
    card.filter(|card| !matches!(card.kind.as_str(), "quiz" | "design")).map_or(0, |card| card.checks.len())
}

fn verify_piece(course: &Course, piece: &Piece, judge: &mut Judge, cancel: &Cancel) -> Verified {
    match piece {
        Piece::Lesson(slug) => lesson::verify(course, slug, judge, cancel),
        Piece::Exercise(slug) => exercise::verify(course, slug, judge, cancel),
    }
}

impl Verified {
    fn add(&mut self, part: Self) {
        let Self { exercises, lessons, wrong, alternatives, gradings, problems } = part;
        self.exercises += exercises;
        self.lessons += lessons;
        self.wrong += wrong;
        self.alternatives += alternatives;
        self.gradings += gradings;
        self.problems.extend(problems);
    }
}

#[cfg(test)]
mod tests;
