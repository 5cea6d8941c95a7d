//! All that is kept as one JSON document, to take to another machine.
//!
//! ```json
//! { "format": 4, "sagabook": "0.1.0",
//!   "attempts": [ { "exercise", "content", "answer", "seed", "effort", "outcome", "points", "max_points", "checks",
//!                   "failing": ["check"], "differs", "at" } ],
//!   "help":     { "EXERCISE": { "hints": 2, "solution_at": 1795253399999 } },
//!   "lessons":  { "LESSON": { "read_at": 1795253399999, "section": "acid", "offset": 3 } },
//!   "drafts":   [ { "exercise", "file", "draft": { "text", "base", "at" } } ],
//!   "missed":   { "question transactions#acid/1": 1795253399999 },
//!   "reviews":  [ { "card", "at", "rating": "again|hard|good|easy" } ],
//!   "answered": { "DIGEST": { "FILE": "text" } },
//!   "spent":    [ { "at", "ms" } ],
//!   "answers":  { "EXERCISE": { "FILE": "text" } } }
//! ```
//!
//! Times are milliseconds since 1970. Importing adds and never takes away: attempts are merged, earlier times win, and an
//! answer that differs from the one that is there goes to the archive. A document is taken whole or not at all.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use indexmap::IndexMap;
use rusqlite::params;
use serde::{Deserialize, Serialize};

use super::attempt::{insert, parsed};
use super::files::{self, Unread};
use super::store::Store;
use super::{Answers, Attempt, Draft, Fault, FileFault, Files, Mark, Review, Spent, WallTime, answered, mark, review};
use crate::base::{Lang, Safe, Slug, Strings};
use crate::course::recall::Recall;
use crate::grade::{FILE_BYTES, Outcome};

/// The largest document that is read.
const MAX_BYTES: u64 = 64 << 20;
/// 9999-12-31T23:59:59Z: no moment lies after it.
const LAST_MOMENT: i64 = 253_402_300_799_000;
const FORMAT: u32 = 4;
/// As many bytes of graded answers are exported, the newest first, so that a document can be read again.
const ANSWERED_BYTES: usize = 24 << 20;
/// No sitting adds more at once: a day.
const LONGEST_MS: i64 = 86_400_000;

/// All that is kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Export {
    /// Version of this form.
    pub format: u32,
    /// Version of the program that wrote it.
    pub sagabook: String,
    /// All attempts, the oldest first.
    pub attempts: Vec<Attempt>,
    /// Hints and solutions seen, by exercise.
    pub help: BTreeMap<Slug, Help>,
    /// Lessons begun or read.
    pub lessons: BTreeMap<Slug, Reading>,
    /// Unsaved texts.
    pub drafts: Vec<DraftOf>,
    /// Questions answered wrongly, and when first; none in format 1.
    #[serde(default)]
    pub missed: BTreeMap<String, WallTime>,
    /// Cards asked, the oldest first; none in format 1.
    #[serde(default)]
    pub reviews: Vec<Review>,
    /// Files of graded answers, by digest; none before format 3.
    #[serde(default)]
    pub answered: BTreeMap<String, Files>,
    /// Time spent, the oldest first; none before format 4.
    #[serde(default)]
    pub spent: Vec<Spent>,
    /// The language chosen, in exports of before; settings are not taken over.
    #[serde(default, skip_serializing)]
    pub language: Option<Lang>,
    /// Texts of the answers' files, by exercise and file.
    pub answers: BTreeMap<Slug, IndexMap<String, String>>,
}

/// Help seen with an exercise.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Help {
    /// Hints.
    pub hints: u8,
    /// When the solution was first seen.
    pub solution_at: Option<WallTime>,
}

/// How far one is in a lesson.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Reading {
    /// When it was read to its end.
    pub read_at: Option<WallTime>,
    /// The section reached.
    pub section: String,
    /// How far below its heading.
    pub offset: u32,
}

/// A draft and its file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DraftOf {
    /// The exercise.
    pub exercise: Slug,
    /// The file.
    pub file: String,
    /// The draft.
    pub draft: Draft,
}

/// What an import brought.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Imported {
    /// Attempts that were not there.
    pub attempts: usize,
    /// Answers that were not there.
    pub answers: usize,
    /// Answers put into the archive, since another is there.
    pub archived: usize,
}

/// Why a document is not taken.
#[derive(Debug, thiserror::Error)]
pub enum NotAnExport {
    /// It cannot be read.
    #[error(transparent)]
    File(#[from] FileFault),
    /// It is not of the form above; what the parser says, with line and column.
    #[error("{0}")]
    Form(String),
    /// It is of a newer form.
    #[error("format {0}")]
    Newer(u32),
    /// It says something that cannot be.
    #[error("{0}")]
    Impossible(String),
}

impl NotAnExport {
    /// What is wrong, where, and what to do: three lines.
    #[must_use]
    pub fn message(&self, path: &Path, strings: &Strings) -> String {
        let path = Safe::line(&path.display().to_string()).into_string();
        match self {
            Self::File(fault) => fault.message(strings),
            Self::Newer(found) => strings.with(
                "progress-import-newer",
                &[("path", path.into()), ("found", i64::from(*found).into()), ("known", i64::from(FORMAT).into())],
            ),
            Self::Form(why) | Self::Impossible(why) => {
                let why = Safe::line(why).into_string();
                strings.with("progress-import-refused", &[("path", path.into()), ("why", why.into())])
            }
        }
    }
}

/// Writes a document to a file in one step.
///
/// # Errors
/// The file cannot be written.
pub fn write_export(path: &Path, export: &Export) -> Result<(), FileFault> {
    let mut text = serde_json::to_string_pretty(export).expect("an export is made of plain values");
    text.push('\n');
    files::write(path, text.as_bytes()).map_err(|unread| FileFault::new(path, unread))
}

/// Reads a document from a file and looks whether it can be true.
///
/// # Errors
/// See [`NotAnExport`]; nothing foreign gets further than here.
pub fn read_export(path: &Path) -> Result<Export, NotAnExport> {
    #[derive(Deserialize)]
    struct Head {
        format: u32,
    }
    let bytes = match files::read(path, MAX_BYTES) {
        Ok(bytes) => bytes,
        Err(Unread::TooLarge) => {
            return Err(NotAnExport::Impossible(format!("it is larger than {} MB", MAX_BYTES >> 20)));
        }
        Err(unread) => return Err(FileFault::new(path, unread).into()),
    };
    let form = |error: serde_json::Error| NotAnExport::Form(error.to_string());
    let Head { format } = serde_json::from_slice(&bytes).map_err(form)?;
    if !(1..=FORMAT).contains(&format) {
        return Err(NotAnExport::Newer(format));
    }
    let export: Export = serde_json::from_slice(&bytes).map_err(form)?;
    export.can_be().map_err(NotAnExport::Impossible)?;
    Ok(export)
}

impl Export {
    /// All that the store and the answer files hold.
    ///
    /// # Errors
    /// The store cannot be read. An answer that cannot be read is left out.
    pub fn of(store: &Store, answers: &Answers) -> Result<Self, Fault> {
        let attempts = store.all_attempts()?;
        let help = store
            .marks()?
            .0
            .into_iter()
            .filter(|(_, mark)| mark.hints > 0 || mark.solution_at.is_some())
            .map(|(exercise, mark)| (exercise, Help { hints: mark.hints, solution_at: mark.solution_at }))
            .collect();
        let lessons = store.read(|db| {
            db.prepare("SELECT * FROM lesson ORDER BY lesson")?
                .query_map([], |row| {
                    let read_at = row.get::<_, Option<i64>>("read_at")?.map(WallTime);
                    let reading = Reading { read_at, section: row.get("section")?, offset: row.get("offset")? };
                    Ok((parsed(row, "lesson")?, reading))
                })?
                .collect()
        })?;
        let drafts = store.drafts()?;
        let drafts = drafts.into_iter().map(|(exercise, file, draft)| DraftOf { exercise, file, draft }).collect();
        Ok(Self {
            format: FORMAT,
            sagabook: env!("CARGO_PKG_VERSION").to_owned(),
            attempts,
            help,
            lessons,
            drafts,
            missed: store.missed()?,
            reviews: store.reviews()?,
            answered: store.all_answered(ANSWERED_BYTES)?,
            spent: store.all_spent()?,
            language: None,
            answers: answers.texts(),
        })
    }

    /// Whether everything in it could have been made by this program.
    fn can_be(&self) -> Result<(), String> {
        let moment = |what: &str, at: WallTime| {
            if (0..=LAST_MOMENT).contains(&at.0) { Ok(()) } else { Err(format!("{what}: {} is no moment", at.0)) }
        };
        let digest = |what: &str, text: &str| {
            let fine = (1..=128).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_hexdigit());
            if fine { Ok(()) } else { Err(format!("{what}: no digest")) }
        };
        let file = |what: &str, name: &str, text: &str| {
            if !Answers::allows(name) {
                return Err(format!("{what}: `{name}` is no name of a file"));
            }
            if text.len() as u64 > FILE_BYTES { Err(format!("{what}: `{name}` is larger than 1 MB")) } else { Ok(()) }
        };
        for attempt in &self.attempts {
            let what = attempt.exercise.as_str();
            moment(what, attempt.at)?;
            digest(what, &attempt.content)?;
            digest(what, &attempt.answer)?;
            let names: BTreeSet<&String> = attempt.failing.iter().collect();
            let passed = match attempt.outcome {
                Outcome::Passed => true,
                Outcome::Failed => false,
                Outcome::Skipped | Outcome::Ungradable => return Err(format!("{what}: an attempt passed or failed")),
            };
            if attempt.points > attempt.max_points
                || attempt.max_points > 10_000
                || attempt.checks > 1_000
                || names.len() != attempt.failing.len()
                || names.len() > attempt.checks as usize
                || names.iter().any(|name| Slug::new(name.as_str()).is_err())
                || (passed && !names.is_empty())
            {
                return Err(format!("{what}: points and checks do not go together"));
            }
        }
        for (exercise, help) in &self.help {
            help.solution_at.map_or(Ok(()), |at| moment(exercise.as_str(), at))?;
        }
        for (lesson, reading) in &self.lessons {
            reading.read_at.map_or(Ok(()), |at| moment(lesson.as_str(), at))?;
            if reading.section.len() > 200 {
                return Err(format!("{lesson}: no section"));
            }
        }
        for DraftOf { exercise, file: name, draft } in &self.drafts {
            moment(exercise.as_str(), draft.at)?;
            digest(exercise.as_str(), &draft.base.to_string())?;
            file(exercise.as_str(), name, &draft.text)?;
        }
        for (card, at) in &self.missed {
            moment(card, *at)?;
            if !matches!(card.parse(), Ok(Recall::Question { .. })) {
                return Err(format!("{card}: no question"));
            }
        }
        for Review { card, at, .. } in &self.reviews {
            moment(card, *at)?;
            card.parse::<Recall>().map_err(|error| format!("{card}: {error}"))?;
        }
        for (named, files) in &self.answered {
            files.iter().try_for_each(|(name, text)| file(named, name, text))?;
            if super::digest(files) != *named {
                return Err(format!("{named}: another answer"));
            }
        }
        for Spent { at, ms } in &self.spent {
            moment("spent", *at)?;
            if !(1..=LONGEST_MS).contains(ms) {
                return Err(format!("spent: {ms} is no time of one sitting"));
            }
        }
        for (exercise, files) in &self.answers {
            files.iter().try_for_each(|(name, text)| file(exercise.as_str(), name, text))?;
        }
        Ok(())
    }
}

impl Store {
    /// Takes a document over, in one transaction; then its answers, file by file.
    ///
    /// # Errors
    /// The store or a file cannot be written. The store has changed wholly or not at all; importing again is harmless.
    pub fn import(&mut self, export: &Export, answers: &Answers) -> Result<Imported, ImportFault> {
        let attempts = self.write(|tx| {
            let mut new = 0;
            for attempt in &export.attempts {
                new += usize::from(insert(tx, attempt)?);
            }
            for (exercise, help) in &export.help {
                let mut mark = Mark::load(tx, exercise.as_str())?.unwrap_or_default();
                mark.hints = mark.hints.max(help.hints);
                mark.solution_at = [mark.solution_at, help.solution_at].into_iter().flatten().min();
                mark.store(tx, exercise.as_str())?;
            }
            mark::rebuild(tx)?;
            for (lesson, reading) in &export.lessons {
                tx.prepare_cached(
                    "INSERT INTO lesson VALUES (?1, ?2, ?3, ?4) ON CONFLICT(lesson) DO UPDATE \
                     SET read_at = coalesce(min(read_at, excluded.read_at), read_at, excluded.read_at)",
                )?
                .execute(params![
                    lesson.as_str(),
                    reading.read_at.map(|at| at.0),
                    reading.section,
                    reading.offset
                ])?;
            }
            for DraftOf { exercise, file, draft } in &export.drafts {
                tx.prepare_cached("INSERT OR IGNORE INTO draft VALUES (?1, ?2, ?3, ?4, ?5)")?.execute(params![
                    exercise.as_str(),
                    file,
                    draft.text,
                    draft.base.to_string(),
                    draft.at.0
                ])?;
            }
            for (card, at) in &export.missed {
                review::insert_missed(tx, card, *at)?;
            }
            for (digest, files) in &export.answered {
                answered::insert(tx, digest, files)?;
            }
            for review in &export.reviews {
                review::insert(tx, review)?;
            }
            for spent in &export.spent {
                spent.insert(tx)?;
            }
            Ok(new)
        })?;
        let mut imported = Imported { attempts, ..Imported::default() };
        for (exercise, files) in &export.answers {
            let mut others = IndexMap::new();
            let mut new = false;
            for (name, text) in files {
                match answers.file(exercise, name)? {
                    None => {
                        answers.write(exercise, name, text)?;
                        new = true;
                    }
                    Some(own) if own == *text => {}
                    Some(_) => {
                        others.insert(name.clone(), text.clone().into_bytes());
                    }
                }
            }
            imported.answers += usize::from(new);
            if !others.is_empty() {
                answers.archive(exercise, &others)?;
                imported.archived += 1;
            }
        }
        Ok(imported)
    }
}

/// What stopped an import.
#[derive(Debug, thiserror::Error)]
pub enum ImportFault {
    /// The store.
    #[error(transparent)]
    Store(#[from] Fault),
    /// A file.
    #[error(transparent)]
    File(#[from] FileFault),
}

impl ImportFault {
    /// What is wrong, where, and what to do: three lines.
    #[must_use]
    pub fn message(&self, strings: &Strings) -> String {
        match self {
            Self::Store(fault) => fault.message(strings),
            Self::File(fault) => fault.message(strings),
        }
    }
}
