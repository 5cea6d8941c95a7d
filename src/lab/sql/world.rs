//! The databases of one task: in memory, or as files where sessions must see snapshots.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};

use rusqlite::backup::{Backup, StepResult};
use rusqlite::{Connection, Error, OpenFlags};

/// Names of worlds in memory, and stamps: each one once in the process.
static NEXT: AtomicU64 = AtomicU64::new(0);

/// Databases by name, and a connection that holds them.
///
/// In memory they live in SQLite's `memdb` file system, where a name that begins with a slash is shared by connections of
/// the process and gone with the last of them; so dropping a session's connection is a crash of that session alone.
#[derive(Debug)]
pub(in crate::lab) struct World {
    id: u64,
    place: Place,
    names: Vec<String>,
    keeper: Connection,
    /// Another number after each change that the keeper makes: its data versions tell of the other connections' alone.
    stamp: u64,
    /// By database: what it was last made like.
    twins: Vec<Option<Twin>>,
}

/// A database in one version and its copy in one of its own: as long as both are the same there is nothing to copy.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Twin {
    stamp: u64,
    original: i64,
    copy: i64,
    schemas: Schemas,
}

/// The versions of the schemas of a database and its copy. Of a copy of a copy it is the first original.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Schemas {
    /// The world of the original.
    of: u64,
    original: i64,
    copy: i64,
}

#[derive(Debug)]
enum Place {
    Memory(u64),
    Folder(PathBuf),
}

impl World {
    /// Empty databases in memory.
    pub(in crate::lab) fn in_memory(names: &[String]) -> Result<Self, Error> {
        Self::at(Place::Memory(next()), names)
    }

    /// The databases that are files in a folder.
    pub(in crate::lab) fn in_folder(names: &[String], folder: &Path) -> Result<Self, Error> {
        let world = Self::at(Place::Folder(folder.to_owned()), names)?;
        // Nothing here must outlive the machine.
        for name in names {
            world.keeper.execute_batch(&format!("PRAGMA {}.synchronous = OFF", quoted(name)))?;
        }
        Ok(world)
    }

    fn at(place: Place, names: &[String]) -> Result<Self, Error> {
        let keeper = attached(&place, "", names)?;
        Ok(Self { id: next(), place, names: names.to_vec(), keeper, stamp: next(), twins: vec![None; names.len()] })
    }

    /// A copy in memory; tens of microseconds.
    pub(in crate::lab) fn copy(&self) -> Result<Self, Error> {
        let mut copy = Self::in_memory(&self.names)?;
        copy.become_like(self)?;
        Ok(copy)
    }

    /// Makes these databases what those of another world with the same names are; no other connection may be at work
    /// on them. Costs next to nothing for those that are so already.
    pub(in crate::lab) fn become_like(&mut self, other: &Self) -> Result<(), Error> {
        for (at, name) in other.names.iter().enumerate() {
            let (original, copy) = (other.version(name)?, self.version(name)?);
            let last = self.twins[at];
            let is_same = |twin: &Twin| (twin.stamp, twin.original, twin.copy) == (other.stamp, original, copy);
            if last.as_ref().is_some_and(is_same) {
                continue;
            }
            let (of, first) = other.origin(at, name)?;
            let schemas = Schemas { of, original: first, copy: self.schema(name)? };
            transfer(&other.keeper, name, &mut self.keeper, name)?;
            // A copy gets a new schema version, after which each connection would read the schema again. Where neither side
            // made or dropped a table since the last copy the schema is the one that they know.
            if last.is_some_and(|twin| twin.schemas == schemas) {
                let sql = format!("PRAGMA {}.schema_version = {}", quoted(name), schemas.copy);
                self.keeper.execute_batch(&sql)?;
            }
            self.stamp = next();
            let schemas = Schemas { copy: self.schema(name)?, ..schemas };
            self.twins[at] = Some(Twin { stamp: other.stamp, original, copy: self.version(name)?, schemas });
        }
        Ok(())
    }

    /// The world from which the schema of a database comes, and its version there: its own where it has changed since.
    fn origin(&self, at: usize, name: &str) -> Result<(u64, i64), Error> {
        let own = self.schema(name)?;
        let copied = self.twins[at].map(|twin| twin.schemas).filter(|schemas| schemas.copy == own);
        Ok(copied.map_or((self.id, own), |schemas| (schemas.of, schemas.original)))
    }

    /// Another number after each commit of another connection than the keeper.
    fn version(&self, name: &str) -> Result<i64, Error> {
        self.number(name, "data_version")
    }

    /// Another number after each change of the schema.
    fn schema(&self, name: &str) -> Result<i64, Error> {
        self.number(name, "schema_version")
    }

    fn number(&self, name: &str, pragma: &str) -> Result<i64, Error> {
        let sql = format!("PRAGMA {}.{pragma}", quoted(name));
        self.keeper.prepare_cached(&sql)?.query_row([], |row| row.get(0))
    }

    /// Writes the databases into a folder, as files that keep a write-ahead log.
    pub(in crate::lab) fn save(&self, folder: &Path) -> Result<(), Error> {
        for (at, name) in self.names.iter().enumerate() {
            let mut file = Connection::open_with_flags(folder.join(file_name(at)), flags())?;
            file.execute_batch("PRAGMA synchronous = OFF")?;
            transfer(&self.keeper, name, &mut file, "main")?;
            file.query_row("PRAGMA journal_mode = WAL", [], |_| Ok(()))?;
        }
        Ok(())
    }

    /// A new connection with one database as `main` (an empty one without) and the others attached; no guard yet.
    pub(in crate::lab) fn connect(&self, main: Option<&str>) -> Result<Connection, Error> {
        attached(&self.place, main.unwrap_or_default(), &self.names)
    }

    /// The connection that holds the databases, free of any guard: for what the lab itself puts there.
    pub(in crate::lab) fn keeper(&self) -> &Connection {
        &self.keeper
    }

    /// The names of the databases.
    pub(in crate::lab) fn names(&self) -> &[String] {
        &self.names
    }
}

fn next() -> u64 {
    NEXT.fetch_add(1, Ordering::Relaxed)
}

fn flags() -> OpenFlags {
    OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE | OpenFlags::SQLITE_OPEN_NO_MUTEX
}

fn attached(place: &Place, main: &str, names: &[String]) -> Result<Connection, Error> {
    let path = |at: usize| match place {
        Place::Memory(world) => format!("/sagabook-{world}-{at}"),
        Place::Folder(folder) => folder.join(file_name(at)).to_string_lossy().into_owned(),
    };
    let own = names.iter().position(|name| name == main);
    let conn = match (place, own) {
        (Place::Memory(_), Some(at)) => Connection::open_with_flags_and_vfs(path(at), flags(), c"memdb")?,
        (Place::Memory(_), None) => Connection::open_with_flags_and_vfs(":memory:", flags(), c"memdb")?,
        (Place::Folder(_), Some(at)) => Connection::open_with_flags(path(at), flags())?,
        (Place::Folder(_), None) => Connection::open_with_flags(":memory:", flags())?,
    };
    for (at, name) in names.iter().enumerate() {
        if own != Some(at) {
            conn.execute(&format!("ATTACH ?1 AS {}", quoted(name)), [path(at)])?;
        }
    }
    Ok(conn)
}

fn transfer(from: &Connection, source: &str, to: &mut Connection, target: &str) -> Result<(), Error> {
    let backup = Backup::new_with_names(from, source, to, target)?;
    match backup.step(-1)? {
        StepResult::Done => Ok(()),
        StepResult::More | StepResult::Busy | StepResult::Locked | _ => {
            Err(Error::SqliteFailure(rusqlite::ffi::Error::new(rusqlite::ffi::SQLITE_BUSY), None))
        }
    }
}

fn file_name(at: usize) -> String {
    format!("{at}.db")
}

/// A name as SQL text.
pub(in crate::lab) fn quoted(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}
