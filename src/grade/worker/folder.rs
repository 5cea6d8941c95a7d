//! The folder of a child: its own while it runs, and gone afterwards, also where this program was killed.

use std::fs::{self, File, Metadata};
use std::io;
use std::os::unix::fs::MetadataExt;
use std::path::Path;
use std::sync::Once;
use std::time::Duration;

use rustix::fs::{FlockOperation, flock};
use tempfile::TempDir;

/// What the names of all such folders begin with.
const PREFIX: &str = "sagabook-";
/// A folder this old is held by its program, or by nobody.
const SETTLED: Duration = Duration::from_secs(600);

/// An empty folder that is removed with all that is in it. Held by a lock that the system lets go of when this program
/// ends in whatever way, so that another can tell whether it is still in use.
#[derive(Debug)]
pub(super) struct Folder {
    folder: TempDir,
    _hold: File,
}

impl Folder {
    pub(super) fn new() -> io::Result<Self> {
        let folder = tempfile::Builder::new().prefix(PREFIX).tempdir()?;
        let hold = File::open(folder.path())?;
        flock(&hold, FlockOperation::NonBlockingLockExclusive)?;
        Ok(Self { folder, _hold: hold })
    }

    pub(super) fn path(&self) -> &Path {
        self.folder.path()
    }

    /// Removes what killed programs have left beside this folder, once a process. What cannot be removed stays.
    pub(super) fn sweep_beside(&self) {
        static SWEPT: Once = Once::new();
        SWEPT.call_once(|| {
            let own = fs::symlink_metadata(self.path());
            if let (Some(parent), Ok(own)) = (self.path().parent(), own) {
                sweep(parent, &own);
            }
        });
    }
}

fn sweep(parent: &Path, own: &Metadata) {
    let Ok(entries) = fs::read_dir(parent) else { return };
    for entry in entries.flatten().filter(|entry| entry.file_name().to_string_lossy().starts_with(PREFIX)) {
        let path = entry.path();
        let is_left = |it: &Metadata| it.is_dir() && it.uid() == own.uid() && is_older(it, own);
        // Looked at before it is opened: anybody may have put anything there.
        if !fs::symlink_metadata(&path).is_ok_and(|it| is_left(&it)) {
            continue;
        }
        let Ok(hold) = File::open(&path) else { continue };
        if flock(&hold, FlockOperation::NonBlockingLockExclusive).is_ok() {
            let _ = fs::remove_dir_all(&path);
        }
    }
}

/// By the files' own times: no clock is read.
fn is_older(it: &Metadata, own: &Metadata) -> bool {
    let age = own.modified().and_then(|own| it.modified().map(|it| own.duration_since(it)));
    age.is_ok_and(|age| age.is_ok_and(|age| age > SETTLED))
}
