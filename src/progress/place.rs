//! Places: where one was in lessons and exercises, and what to go on with.

use std::collections::{BTreeMap, BTreeSet};

use rusqlite::{Connection, OptionalExtension, params};
use serde::{Deserialize, Serialize};

use super::attempt::{bad, parsed};
use super::store::Store;
use super::{Fault, Mark, Marks, WallTime};
use crate::base::{Lang, Slug};

/// Where one was in a lesson: so many blocks or lines (as the reader counts) below a section's heading, so that the
/// place survives another width, another language and a changed text.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LessonPlace {
    /// Id of the section; empty before the first.
    pub section: String,
    /// How far below its heading.
    pub offset: u32,
}

/// Where the caret was in one of an answer's files; line and column count from 0, columns in characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Cursor {
    /// The line.
    pub line: u32,
    /// The column.
    pub column: u32,
    /// The first line shown.
    pub top: u32,
}

/// What was open last.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Last {
    /// A lesson.
    Lesson(Slug),
    /// An exercise.
    Exercise(Slug),
}

const LAST: &str = "last";
const LANGUAGE: &str = "language";
const TOURED: &str = "toured";

/// All that home shows, read at once.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Overview {
    /// Marks of the exercises touched.
    pub marks: Marks,
    /// Lessons read to their end.
    pub read: BTreeSet<Slug>,
    /// Lessons begun, with the section reached.
    pub begun: BTreeMap<Slug, String>,
    /// What was open last.
    pub last: Option<Last>,
    /// Whether the tour of the keys was taken or put away.
    pub toured: bool,
}

impl Store {
    /// All that home shows.
    ///
    /// Cost: three small queries; the number of attempts does not count.
    ///
    /// # Errors
    /// The store cannot be read.
    pub fn overview(&self) -> Result<Overview, Fault> {
        self.read(|db| {
            let mut all = Overview { marks: Mark::load_all(db)?, ..Overview::default() };
            let mut lessons = db.prepare_cached("SELECT lesson, read_at IS NOT NULL, section FROM lesson")?;
            let mut rows = lessons.query([])?;
            while let Some(row) = rows.next()? {
                let lesson = parsed(row, "lesson")?;
                if row.get(1)? {
                    all.read.insert(lesson.clone());
                }
                all.begun.insert(lesson, row.get(2)?);
            }
            let mut settings = db.prepare_cached("SELECT value FROM setting WHERE name = ?1")?;
            let value: Option<String> = settings.query_row([LAST], |row| row.get(0)).optional()?;
            all.last = value.and_then(|value| last(&value));
            all.toured = settings.exists([TOURED])?;
            Ok(all)
        })
    }

    /// Notes that a lesson was read to its end; the first time counts.
    ///
    /// # Errors
    /// The store cannot be written.
    pub fn mark_read(&mut self, lesson: &Slug, at: WallTime) -> Result<(), Fault> {
        self.write(|tx| {
            tx.prepare_cached(
                "INSERT INTO lesson(lesson, read_at, section, offset) VALUES (?1, ?2, '', 0) \
                 ON CONFLICT(lesson) DO UPDATE SET read_at = coalesce(read_at, excluded.read_at)",
            )?
            .execute(params![lesson.as_str(), at.0])
            .map(drop)
        })
    }

    /// The lessons read to their end, and when.
    ///
    /// # Errors
    /// The store cannot be read.
    pub fn read_lessons(&self) -> Result<BTreeMap<Slug, WallTime>, Fault> {
        self.read(|db| {
            db.prepare_cached("SELECT lesson, read_at FROM lesson WHERE read_at IS NOT NULL")?
                .query_map([], |row| Ok((parsed(row, "lesson")?, WallTime(row.get(1)?))))?
                .collect()
        })
    }

    /// Keeps where one is in a lesson, and that it was open last.
    ///
    /// # Errors
    /// The store cannot be written.
    pub fn save_lesson_place(&mut self, lesson: &Slug, place: &LessonPlace) -> Result<(), Fault> {
        self.write(|tx| {
            tx.prepare_cached(
                "INSERT INTO lesson(lesson, section, offset) VALUES (?1, ?2, ?3) \
                 ON CONFLICT(lesson) DO UPDATE SET section = excluded.section, offset = excluded.offset",
            )?
            .execute(params![lesson.as_str(), place.section, place.offset])?;
            set(tx, LAST, &format!("lesson {lesson}"))
        })
    }

    /// Where one was in a lesson.
    ///
    /// # Errors
    /// The store cannot be read.
    pub fn lesson_place(&self, lesson: &Slug) -> Result<Option<LessonPlace>, Fault> {
        self.read(|db| {
            db.prepare_cached("SELECT section, offset FROM lesson WHERE lesson = ?1")?
                .query_row([lesson.as_str()], |row| Ok(LessonPlace { section: row.get(0)?, offset: row.get(1)? }))
                .optional()
        })
    }

    /// Keeps where the caret is in a file of an answer, and that the exercise was open last.
    ///
    /// # Errors
    /// The store cannot be written.
    pub fn save_cursor(&mut self, exercise: &Slug, file: &str, cursor: Cursor) -> Result<(), Fault> {
        self.write(|tx| {
            tx.prepare_cached("INSERT OR REPLACE INTO cursor VALUES (?1, ?2, ?3, ?4, ?5)")?.execute(params![
                exercise.as_str(),
                file,
                cursor.line,
                cursor.column,
                cursor.top
            ])?;
            set(tx, LAST, &format!("exercise {exercise}"))
        })
    }

    /// Where the caret was in a file of an answer.
    ///
    /// # Errors
    /// The store cannot be read.
    pub fn cursor(&self, exercise: &Slug, file: &str) -> Result<Option<Cursor>, Fault> {
        self.read(|db| {
            db.prepare_cached("SELECT line, column, top FROM cursor WHERE exercise = ?1 AND file = ?2")?
                .query_row([exercise.as_str(), file], |row| {
                    Ok(Cursor { line: row.get(0)?, column: row.get(1)?, top: row.get(2)? })
                })
                .optional()
        })
    }

    /// The language that versions kept here before settings were a file.
    ///
    /// # Errors
    /// The store cannot be read.
    pub fn former_language(&self) -> Result<Option<Lang>, Fault> {
        self.read(|db| {
            let mut settings = db.prepare_cached("SELECT value FROM setting WHERE name = ?1")?;
            let code: Option<String> = settings.query_row([LANGUAGE], |row| row.get(0)).optional()?;
            Ok(code.and_then(|code| Lang::new(&code)))
        })
    }

    /// Forgets it, once it is in the file: who takes it out there wants the system's.
    ///
    /// # Errors
    /// The store cannot be written.
    pub fn forget_former_language(&mut self) -> Result<(), Fault> {
        self.write(|tx| tx.prepare_cached("DELETE FROM setting WHERE name = ?1")?.execute([LANGUAGE]).map(drop))
    }

    /// Keeps that the tour of the keys was taken or put away.
    ///
    /// # Errors
    /// The store cannot be written.
    pub fn set_toured(&mut self) -> Result<(), Fault> {
        self.write(|tx| set(tx, TOURED, "yes"))
    }

    /// Keeps what is open.
    ///
    /// # Errors
    /// The store cannot be written.
    pub fn set_last(&mut self, place: &Last) -> Result<(), Fault> {
        self.write(|tx| {
            let value = match place {
                Last::Lesson(slug) => format!("lesson {slug}"),
                Last::Exercise(slug) => format!("exercise {slug}"),
            };
            set(tx, LAST, &value)
        })
    }
}

fn set(db: &Connection, name: &str, value: &str) -> rusqlite::Result<()> {
    db.prepare_cached("INSERT OR REPLACE INTO setting VALUES (?1, ?2)")?.execute([name, value]).map(drop)
}

fn last(value: &str) -> Option<Last> {
    let (kind, slug) = value.split_once(' ')?;
    let slug = Slug::new(slug).map_err(|_| bad("last")).ok()?;
    match kind {
        "lesson" => Some(Last::Lesson(slug)),
        "exercise" => Some(Last::Exercise(slug)),
        _ => None,
    }
}
