//! What was answered: the files of graded answers, kept once for each digest, to look back at and compare.

use std::collections::BTreeMap;

use indexmap::IndexMap;
use rusqlite::{Connection, Transaction, params};

use super::store::Store;
use super::{Attempt, Fault, Recorded};

/// The files of an answer: names and texts.
pub type Files = IndexMap<String, String>;

impl Store {
    /// As [`Store::record`], and keeps the answer's files with the attempt, in the same transaction.
    ///
    /// # Errors
    /// The store cannot be written; nothing has changed then.
    pub fn record_answer(&mut self, attempt: &Attempt, files: &Files) -> Result<Recorded, Fault> {
        self.record_with(attempt, |tx| insert(tx, &attempt.answer, files))
    }

    /// The files of a graded answer; none where they were not kept, as before version 3.
    ///
    /// # Errors
    /// The store cannot be read.
    pub fn answered(&self, digest: &str) -> Result<Files, Fault> {
        self.read(|db| {
            let mut query = db.prepare_cached("SELECT file, text FROM answer WHERE digest = ?1 ORDER BY rowid")?;
            query.query_map([digest], |row| Ok((row.get(0)?, row.get(1)?)))?.collect()
        })
    }

    /// The files of graded answers by digest, the newest first until `most` bytes are reached.
    pub(super) fn all_answered(&self, most: usize) -> Result<BTreeMap<String, Files>, Fault> {
        self.read(|db| all(db, most))
    }
}

fn all(db: &Connection, most: usize) -> rusqlite::Result<BTreeMap<String, Files>> {
    let mut digests = db.prepare("SELECT digest FROM answer GROUP BY digest ORDER BY max(rowid) DESC")?;
    let mut files = db.prepare("SELECT file, text FROM answer WHERE digest = ?1 ORDER BY rowid")?;
    let mut out = BTreeMap::new();
    let mut taken = 0;
    for digest in digests.query_map([], |row| row.get::<_, String>(0))? {
        let digest = digest?;
        let all: Files = files.query_map([&digest], |row| Ok((row.get(0)?, row.get(1)?)))?.collect::<Result<_, _>>()?;
        taken += all.values().map(String::len).sum::<usize>();
        if taken > most {
            break;
        }
        out.insert(digest, all);
    }
    Ok(out)
}

/// Appends the files of an answer where they are not there.
pub(super) fn insert(tx: &Transaction<'_>, digest: &str, files: &Files) -> rusqlite::Result<()> {
    let mut insert = tx.prepare_cached("INSERT INTO answer VALUES (?1, ?2, ?3) ON CONFLICT DO NOTHING")?;
    for (file, text) in files {
        insert.execute(params![digest, file, text])?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::Files;
    use crate::base::{Seed, Slug};
    use crate::course::exercise::Effort;
    use crate::grade::Outcome;
    use crate::progress::{Answers, Attempt, Export, Home, Recorded, Store, WallTime, digest};

    fn files(text: &str) -> Files {
        [("a.sql".to_owned(), text.to_owned()), ("b.sql".to_owned(), "SELECT 2;\n".to_owned())].into_iter().collect()
    }

    fn attempt(files: &Files, seed: u64) -> Attempt {
        Attempt {
            exercise: Slug::new("x").expect("a slug"),
            content: "c0".to_owned(),
            answer: digest(files),
            seed: Seed(seed),
            effort: Effort::Normal,
            outcome: Outcome::Failed,
            points: 0,
            max_points: 1,
            checks: 1,
            failing: vec!["c".to_owned()],
            differs: true,
            at: WallTime(1),
        }
    }

    #[test]
    fn what_was_answered_is_kept_once_and_only_added_to() {
        let mut store = Store::in_memory();
        for (text, seed, recorded) in [
            ("one", 1, Recorded::New),
            ("two", 1, Recorded::New),
            ("one", 2, Recorded::New),
            ("one", 1, Recorded::Again),
        ] {
            let files = files(text);
            assert_eq!(store.record_answer(&attempt(&files, seed), &files).expect("it is kept"), recorded);
            assert_eq!(store.answered(&digest(&files)).expect("it reads"), files);
        }
        assert_eq!(store.answered("00").expect("it reads"), Files::new());
        let count = "SELECT count(*) FROM answer";
        assert_eq!(store.read(|db| db.query_row(count, [], |row| row.get::<_, i64>(0))).expect("it reads"), 4);
        for change in ["UPDATE answer SET text = ''", "DELETE FROM answer"] {
            assert!(store.write(|tx| tx.execute(change, [])).is_err(), "{change}");
        }
    }

    #[test]
    fn a_file_of_the_version_before_is_brought_up_and_keeps_its_attempts() {
        let folder = tempfile::tempdir().expect("there is a temporary folder");
        let home = Home::at(folder.path());
        let old = rusqlite::Connection::open(home.store()).expect("SQLite makes a file");
        old.query_row("PRAGMA journal_mode = WAL", [], |_| Ok(())).expect("it can");
        for script in [include_str!("schema.sql"), include_str!("schema-2.sql")] {
            old.execute_batch(script).expect("the schema is well-formed");
        }
        old.execute_batch("PRAGMA application_id = 0x53616761; PRAGMA user_version = 2;").expect("it can");
        old.execute("INSERT INTO attempt VALUES (1, 'x', 'c0', 'aa', 1, 'normal', 'failed', 0, 1, 1, 'c', 1, 5)", [])
            .expect("the row fits");
        drop(old);
        let opened = Store::open(&home);
        assert!(opened.notice.is_none(), "{:?}", opened.notice);
        let mut store = opened.store;
        let (before, files) = (store.all_attempts().expect("it reads"), files("one"));
        assert_eq!((before.len(), store.answered("aa").expect("it reads")), (1, Files::new()));
        assert_eq!(store.record_answer(&attempt(&files, 1), &files).expect("it is kept"), Recorded::New);
    }

    #[test]
    fn an_export_carries_what_was_answered_the_newest_first() {
        let folder = tempfile::tempdir().expect("there is a temporary folder");
        let answers = Answers::find(&Home::at(folder.path()), folder.path());
        let mut store = Store::in_memory();
        for text in ["one", "two"] {
            let files = files(text);
            store.record_answer(&attempt(&files, 1), &files).expect("it is kept");
        }
        let export = Export::of(&store, &answers).expect("it reads");
        let mut other = Store::in_memory();
        other.import(&export, &answers).expect("it is taken");
        assert_eq!(other.answered(&digest(&files("one"))).expect("it reads"), files("one"));
        let newest: Vec<_> = store.all_answered(20).expect("it reads").into_keys().collect();
        assert_eq!(newest, [digest(&files("two"))]);
    }
}
