//! Drafts: the editor's unsaved text, with what it started from.

use std::fmt;

use rusqlite::{OptionalExtension, params};
use serde::{Deserialize, Serialize};

use super::attempt::parsed;
use super::store::Store;
use super::{Fault, WallTime};
use crate::base::Slug;

/// BLAKE3 of a text, hexadecimal.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct TextHash(String);

impl TextHash {
    /// The hash of a text.
    #[must_use]
    pub fn of(text: &str) -> Self {
        Self(blake3::hash(text.as_bytes()).to_hex().to_string())
    }
}

impl fmt::Display for TextHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

/// An unsaved text of one of an answer's files.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Draft {
    /// The text in the editor.
    pub text: String,
    /// The hash of the file that it started from.
    pub base: TextHash,
    /// When it was saved.
    pub at: WallTime,
}

/// How a draft stands to the file on disk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// The file says the same: the draft can go.
    Same,
    /// The file is as it was when the draft began: the draft goes on.
    Newer,
    /// The file was changed elsewhere since: keep both and ask.
    Conflict,
}

impl Draft {
    /// How this draft stands to the file's present text.
    #[must_use]
    pub fn standing(&self, file: &str) -> Standing {
        if self.text == file {
            Standing::Same
        } else if self.base == TextHash::of(file) {
            Standing::Newer
        } else {
            Standing::Conflict
        }
    }
}

impl Store {
    /// Keeps the draft of a file, in place of an older one.
    ///
    /// # Errors
    /// The store cannot be written; the older draft is still there then.
    pub fn save_draft(&mut self, exercise: &Slug, file: &str, draft: &Draft) -> Result<(), Fault> {
        self.write(|tx| {
            tx.prepare_cached("INSERT OR REPLACE INTO draft VALUES (?1, ?2, ?3, ?4, ?5)")?
                .execute(params![exercise.as_str(), file, draft.text, draft.base.0, draft.at.0])
                .map(drop)
        })
    }

    /// The draft of a file.
    ///
    /// # Errors
    /// The store cannot be read.
    pub fn draft(&self, exercise: &Slug, file: &str) -> Result<Option<Draft>, Fault> {
        self.read(|db| {
            db.prepare_cached("SELECT text, base, at FROM draft WHERE exercise = ?1 AND file = ?2")?
                .query_row([exercise.as_str(), file], |row| {
                    Ok(Draft { text: row.get(0)?, base: TextHash(row.get(1)?), at: WallTime(row.get(2)?) })
                })
                .optional()
        })
    }

    /// All drafts: exercise, file, draft.
    ///
    /// # Errors
    /// The store cannot be read.
    pub fn drafts(&self) -> Result<Vec<(Slug, String, Draft)>, Fault> {
        self.read(|db| {
            db.prepare_cached("SELECT exercise, file, text, base, at FROM draft ORDER BY exercise, file")?
                .query_map([], |row| {
                    let draft = Draft { text: row.get(2)?, base: TextHash(row.get(3)?), at: WallTime(row.get(4)?) };
                    Ok((parsed(row, "exercise")?, row.get(1)?, draft))
                })?
                .collect()
        })
    }

    /// Forgets the draft of a file: it was saved, or given up.
    ///
    /// # Errors
    /// The store cannot be written.
    pub fn drop_draft(&mut self, exercise: &Slug, file: &str) -> Result<(), Fault> {
        self.write(|tx| {
            tx.prepare_cached("DELETE FROM draft WHERE exercise = ?1 AND file = ?2")?
                .execute([exercise.as_str(), file])
                .map(drop)
        })
    }

    /// Forgets all drafts of an exercise.
    ///
    /// # Errors
    /// The store cannot be written.
    pub fn drop_drafts(&mut self, exercise: &Slug) -> Result<(), Fault> {
        self.write(|tx| {
            tx.prepare_cached("DELETE FROM draft WHERE exercise = ?1")?.execute([exercise.as_str()]).map(drop)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::{Draft, Standing, TextHash};
    use crate::progress::WallTime;

    #[test]
    fn a_draft_knows_how_it_stands_to_the_file() {
        let draft = Draft { text: "new".to_owned(), base: TextHash::of("old"), at: WallTime(1) };
        for (file, standing) in
            [("new", Standing::Same), ("old", Standing::Newer), ("changed elsewhere", Standing::Conflict)]
        {
            assert_eq!(draft.standing(file), standing, "{file}");
        }
    }
}
