//! What can go wrong with the store, in kinds that have words.

use std::path::{Path, PathBuf};

use rusqlite::ErrorCode;

use crate::base::{Arg, Safe, Strings};

/// A save or a look that did not happen. The workbook goes on; the answer itself is a file and not concerned.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{kind:?}: {detail} ({})", path.display())]
pub struct Fault {
    /// The kind; it has the words.
    pub kind: FaultKind,
    /// The store's file.
    pub path: PathBuf,
    /// What the system said.
    pub detail: String,
}

/// Kinds of [`Fault`], each with a text `progress-fault-…`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FaultKind {
    /// The folder or the file cannot be written.
    ReadOnly,
    /// The disk is full.
    Full,
    /// Another workbook held the file for too long.
    Busy,
    /// The file is damaged; [`super::Store::check`] repairs what can be.
    Damaged,
    /// Something else of the system.
    System,
}

impl FaultKind {
    fn id(self) -> &'static str {
        match self {
            Self::ReadOnly => "progress-fault-read-only",
            Self::Full => "progress-fault-full",
            Self::Busy => "progress-fault-busy",
            Self::Damaged => "progress-fault-damaged",
            Self::System => "progress-fault-system",
        }
    }
}

impl Fault {
    /// A fault that SQLite reports of the file at `path`.
    pub(super) fn of(error: &rusqlite::Error, path: &Path) -> Self {
        Self { kind: kind(error), path: path.to_owned(), detail: error.to_string() }
    }

    /// What is wrong, where, and what to do: three lines.
    #[must_use]
    pub fn message(&self, strings: &Strings) -> String {
        strings.with(
            self.kind.id(),
            &[("path", shown(&self.path)), ("detail", Safe::line(&self.detail).into_string().into())],
        )
    }
}

fn kind(error: &rusqlite::Error) -> FaultKind {
    match error.sqlite_error_code() {
        Some(ErrorCode::ReadOnly | ErrorCode::PermissionDenied | ErrorCode::CannotOpen) => FaultKind::ReadOnly,
        Some(ErrorCode::DiskFull) => FaultKind::Full,
        Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked | ErrorCode::FileLockingProtocolFailed) => {
            FaultKind::Busy
        }
        // Without a code: a value of another type, in a file that says it is ours.
        Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) | None => FaultKind::Damaged,
        Some(_) => FaultKind::System,
    }
}

/// What the reader is told about the store once, when it is opened or checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Notice {
    /// Nothing can be kept in this sitting; the workbook goes on in memory, with what could be read.
    NotKept(Fault),
    /// The file was made by a newer version and is left alone; the workbook goes on in memory.
    Newer {
        /// The file.
        path: PathBuf,
        /// Its version.
        found: i64,
        /// The newest version that this program knows.
        known: i64,
    },
    /// The file was damaged and moved aside; what could be read of it was taken over.
    Salvaged {
        /// Where the damaged file is now.
        aside: PathBuf,
        /// Attempts taken over.
        attempts: usize,
    },
}

impl Notice {
    /// What happened, where, and what to do: three lines.
    #[must_use]
    pub fn message(&self, strings: &Strings) -> String {
        match self {
            Self::NotKept(fault) => fault.message(strings),
            Self::Newer { path, found, known } => strings.with(
                "progress-newer",
                &[("path", shown(path)), ("found", Arg::Number(*found)), ("known", Arg::Number(*known))],
            ),
            Self::Salvaged { aside, attempts } => {
                strings.with("progress-salvaged", &[("path", shown(aside)), ("attempts", (*attempts).into())])
            }
        }
    }
}

fn shown(path: &Path) -> Arg {
    Safe::line(&path.display().to_string()).into_string().into()
}
