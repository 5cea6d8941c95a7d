//! The store: one SQLite file that is opened before the first frame, by any number of workbooks at once.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::backup::Backup;
use rusqlite::{Connection, OpenFlags, Transaction, TransactionBehavior};
use rustix::fs::FlockOperation;

use super::{Fault, FaultKind, Home, Notice, salvage};

/// The version of the file: how many of these scripts have made it.
const VERSION: i64 = 4;
const SCHEMAS: [&str; 4] = [
    include_str!("schema.sql"),
    include_str!("schema-2.sql"),
    include_str!("schema-3.sql"),
    include_str!("schema-4.sql"),
];
/// `Saga`, which tells our files from other programs'.
const APPLICATION: i64 = 0x5361_6761;
/// How long a save waits for another workbook's; saves take milliseconds.
const PATIENCE: Duration = Duration::from_secs(5);

/// Attempts, marks, places and drafts on disk; in memory where the disk refuses.
///
/// Any method's fault leaves the store as it was, and the next call may succeed.
#[derive(Debug)]
pub struct Store {
    db: Connection,
    path: PathBuf,
    kept: bool,
}

/// A store, and what the reader should be told about it.
#[derive(Debug)]
pub struct Opened {
    /// The store; always usable.
    pub store: Store,
    /// What the reader should be told, once.
    pub notice: Option<Notice>,
}

/// Why a file could not be opened as it is.
enum Shut {
    Damaged,
    Newer(i64),
    Cannot(Fault),
}

impl Store {
    /// Opens the store of a data folder, making both where they are missing.
    ///
    /// Never fails: where the file cannot be written or is a newer program's, the store is in memory (with what could be
    /// read) and the notice says so; a damaged file is moved aside and read as far as it goes.
    ///
    /// Cost: under half a millisecond for a file that is there, however many attempts it holds.
    #[must_use]
    pub fn open(home: &Home) -> Opened {
        let path = home.store();
        match connect(&path) {
            Ok(db) => Opened { store: Self { db, path, kept: true }, notice: None },
            Err(Shut::Damaged) => repair(&path),
            Err(shut) => not_kept(path, shut),
        }
    }

    /// As [`Store::open`] where there is a file, else an empty store in memory: for looking, without making anything.
    #[must_use]
    pub fn peek(home: &Home) -> Opened {
        if home.store().exists() { Self::open(home) } else { Opened { store: Self::in_memory(), notice: None } }
    }

    /// A store that is gone with the program.
    #[must_use]
    pub fn in_memory() -> Self {
        let mut db = Connection::open_in_memory().expect("SQLite opens a database in memory");
        create(&mut db).expect("the schema is well-formed");
        Self { db, path: PathBuf::from(":memory:"), kept: false }
    }

    /// Whether saves reach the disk.
    #[must_use]
    pub fn is_kept(&self) -> bool {
        self.kept
    }

    /// The file.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Looks through the whole file for damage, and repairs what can be. For after the first frame: it reads all pages
    /// (about 10 ms for 10,000 attempts).
    pub fn check(&mut self) -> Option<Notice> {
        if !self.kept {
            return None;
        }
        let sound = self.db.query_row("PRAGMA quick_check(1)", [], |row| row.get::<_, String>(0));
        let damaged = match sound {
            Ok(verdict) => verdict != "ok",
            Err(error) => Fault::of(&error, &self.path).kind == FaultKind::Damaged,
        };
        if !damaged {
            return None;
        }
        // The connection is closed before its file is moved.
        *self = Self { path: std::mem::take(&mut self.path), ..Self::in_memory() };
        let opened = repair_surely(&self.path);
        *self = opened.store;
        opened.notice
    }

    /// Lets the file have at most so many pages of 4 KB: a full disk for tests.
    #[doc(hidden)]
    pub fn limit_pages(&mut self, pages: u32) {
        self.db.pragma_update(None, "max_page_count", pages).expect("SQLite knows this pragma");
    }

    /// Looks something up.
    pub(super) fn read<T>(&self, look: impl FnOnce(&Connection) -> rusqlite::Result<T>) -> Result<T, Fault> {
        look(&self.db).map_err(|error| Fault::of(&error, &self.path))
    }

    /// Changes something, wholly or not at all; on return it is on the disk.
    pub(super) fn write<T>(
        &mut self,
        change: impl FnOnce(&Transaction<'_>) -> rusqlite::Result<T>,
    ) -> Result<T, Fault> {
        let run = || {
            // Immediate: the lock is taken, and waited for, before anything is read.
            let tx = self.db.transaction_with_behavior(TransactionBehavior::Immediate)?;
            let value = change(&tx)?;
            tx.commit()?;
            Ok(value)
        };
        run().map_err(|error| Fault::of(&error, &self.path))
    }
}

fn connect(path: &Path) -> Result<Connection, Shut> {
    let fault = |error: rusqlite::Error| {
        let fault = Fault::of(&error, path);
        if fault.kind == FaultKind::Damaged { Shut::Damaged } else { Shut::Cannot(fault) }
    };
    let mut db = open_file(path).map_err(fault)?;
    match version(&db).map_err(fault)? {
        Version::Ours | Version::Older => {}
        Version::Empty => {
            return initialise(path, db);
        }
        Version::Newer(found) => return Err(Shut::Newer(found)),
        Version::Foreign => return Err(Shut::Damaged),
    }
    if db.is_readonly("main").map_err(fault)? {
        let detail = "the file is read-only".to_owned();
        return Err(Shut::Cannot(Fault { kind: FaultKind::ReadOnly, path: path.to_owned(), detail }));
    }
    upgrade(&mut db).map_err(fault)?;
    // Reads the schema, which everything after needs as well: a damaged one shows here.
    db.prepare_cached("SELECT * FROM mark").map_err(fault)?;
    Ok(db)
}

fn open_file(path: &Path) -> rusqlite::Result<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let db = Connection::open_with_flags(path, flags).or_else(|error| {
        let Some(folder) = path.parent().filter(|folder| !folder.exists()) else { return Err(error) };
        if make_folder(folder).is_err() {
            return Err(error);
        }
        Connection::open_with_flags(path, flags)
    })?;
    db.busy_timeout(PATIENCE)?;
    db.execute_batch("PRAGMA synchronous = FULL; PRAGMA trusted_schema = OFF;")?;
    Ok(db)
}

/// What a file is.
enum Version {
    Ours,
    Empty,
    Older,
    Newer(i64),
    Foreign,
}

fn version(db: &Connection) -> rusqlite::Result<Version> {
    // Of one moment: another program may be making the tables between two looks.
    let _moment = db.unchecked_transaction()?;
    let number = |pragma: &str| db.query_row(pragma, [], |row| row.get::<_, i64>(0));
    let found = number("PRAGMA user_version")?;
    let application = number("PRAGMA application_id")?;
    Ok(match (application, found) {
        (APPLICATION, VERSION) => Version::Ours,
        (APPLICATION, 1..VERSION) => Version::Older,
        (APPLICATION, found) if found > VERSION => Version::Newer(found),
        (0, 0) if number("SELECT count(*) FROM sqlite_schema")? == 0 => Version::Empty,
        _ => Version::Foreign,
    })
}

/// Makes the tables in an empty file; under the lock, since another workbook may be about to do the same.
fn initialise(path: &Path, mut db: Connection) -> Result<Connection, Shut> {
    let cannot = |detail: String| Shut::Cannot(Fault { kind: FaultKind::ReadOnly, path: path.to_owned(), detail });
    let _lock = lock(path).map_err(|error| cannot(error.to_string()))?;
    let fault = |error: rusqlite::Error| Shut::Cannot(Fault::of(&error, path));
    if matches!(version(&db).map_err(fault)?, Version::Empty) {
        db.query_row("PRAGMA journal_mode = WAL", [], |_| Ok(())).map_err(fault)?;
        create(&mut db).map_err(fault)?;
    }
    Ok(db)
}

fn create(db: &mut Connection) -> rusqlite::Result<()> {
    let tx = db.transaction_with_behavior(TransactionBehavior::Immediate)?;
    SCHEMAS.iter().try_for_each(|script| tx.execute_batch(script))?;
    tx.pragma_update(None, "application_id", APPLICATION)?;
    tx.pragma_update(None, "user_version", VERSION)?;
    tx.commit()
}

/// Makes an older program's file one of ours, wholly or not at all; nothing of what it holds is changed.
fn upgrade(db: &mut Connection) -> rusqlite::Result<()> {
    let found = |db: &Connection| db.query_row("PRAGMA user_version", [], |row| row.get::<_, i64>(0));
    if found(db)? == VERSION {
        return Ok(());
    }
    let tx = db.transaction_with_behavior(TransactionBehavior::Immediate)?;
    // Another workbook may have done so meanwhile: looked at under the lock.
    let made = usize::try_from(found(&tx)?).unwrap_or(SCHEMAS.len());
    SCHEMAS.iter().skip(made).try_for_each(|script| tx.execute_batch(script))?;
    tx.pragma_update(None, "user_version", VERSION)?;
    tx.commit()
}

/// Holds `progress.lock` until the file is dropped: for making and repairing, never for saving.
fn lock(path: &Path) -> std::io::Result<File> {
    let file = File::options().create(true).truncate(false).write(true).open(path.with_extension("lock"))?;
    rustix::fs::flock(&file, FlockOperation::LockExclusive)?;
    Ok(file)
}

fn make_folder(folder: &Path) -> std::io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}

fn not_kept(path: PathBuf, shut: Shut) -> Opened {
    let mut store = Store { path: path.clone(), ..Store::in_memory() };
    let notice = match shut {
        Shut::Newer(found) => Notice::Newer { path, found, known: VERSION },
        Shut::Cannot(fault) => {
            if let Some(copy) = copied(&path) {
                store.db = copy;
            }
            Notice::NotKept(fault)
        }
        Shut::Damaged => {
            let detail = "the file is damaged".to_owned();
            Notice::NotKept(Fault { kind: FaultKind::Damaged, path, detail })
        }
    };
    Opened { store, notice: Some(notice) }
}

/// The rows of a file that can be read but not written, in memory: the file and its log are copied to a temporary
/// folder, because SQLite needs to write beside a log to read it.
fn copied(path: &Path) -> Option<Connection> {
    let folder = tempfile::tempdir().ok()?;
    let copy = folder.path().join("progress.db");
    fs::copy(path, &copy).ok()?;
    let _ = fs::copy(beside(path, "-wal"), beside(&copy, "-wal"));
    let source = connect(&copy).ok()?;
    source.query_row("PRAGMA journal_mode = DELETE", [], |_| Ok(())).ok()?;
    let mut memory = Connection::open_in_memory().ok()?;
    Backup::new(&source, &mut memory).ok()?.run_to_completion(i32::MAX, Duration::ZERO, None).ok()?;
    Some(memory)
}

/// Repairs a file, unless another workbook has done so meanwhile.
fn repair(path: &Path) -> Opened {
    let _lock = lock(path);
    match connect(path) {
        Ok(db) => Opened { store: Store { db, path: path.to_owned(), kept: true }, notice: None },
        Err(_) => repair_surely(path),
    }
}

/// Moves a damaged file aside and puts in its place what could be read of it.
///
/// The new file is filled first and takes the place in one rename, so that a kill in between loses nothing.
fn repair_surely(path: &Path) -> Opened {
    let attempt = || -> std::io::Result<(PathBuf, usize)> {
        let aside = free_name(path);
        fs::hard_link(path, &aside).or_else(|_| fs::copy(path, &aside).map(drop))?;
        let _ = fs::rename(beside(path, "-wal"), beside(&aside, "-wal"));
        let _ = fs::remove_file(beside(path, "-shm"));
        let fresh = path.with_extension("new");
        for suffix in ["", "-wal", "-shm"] {
            let _ = fs::remove_file(beside(&fresh, suffix));
        }
        let attempts = fill(&fresh, &aside).map_err(std::io::Error::other)?;
        fs::rename(&fresh, path)?;
        Ok((aside, attempts))
    };
    let Ok((aside, attempts)) = attempt() else { return not_kept(path.to_owned(), Shut::Damaged) };
    match connect(path) {
        Ok(db) => Opened {
            store: Store { db, path: path.to_owned(), kept: true },
            notice: Some(Notice::Salvaged { aside, attempts }),
        },
        Err(shut) => not_kept(path.to_owned(), shut),
    }
}

fn fill(fresh: &Path, damaged: &Path) -> rusqlite::Result<usize> {
    let mut db = open_file(fresh)?;
    db.query_row("PRAGMA journal_mode = WAL", [], |_| Ok(()))?;
    create(&mut db)?;
    let attempts = salvage::take_over(damaged, &mut db)?;
    // Closing the last connection writes the log back into the file.
    db.close().map_err(|(_, error)| error)?;
    Ok(attempts)
}

/// `progress.damaged-1.db`, or the next number.
fn free_name(path: &Path) -> PathBuf {
    (1..=u32::MAX)
        .map(|n| path.with_extension(format!("damaged-{n}.db")))
        .find(|name| fs::symlink_metadata(name).is_err())
        .expect("a folder holds fewer than four billion damaged files")
}

fn beside(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(suffix);
    PathBuf::from(name)
}
