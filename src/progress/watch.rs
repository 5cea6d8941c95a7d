//! Folders watched for files that are saved: by the system's means, or by looking twice a second where it has none.
//!
//! Editors replace files, so that folders are watched, not files.

use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::time::Duration;

use notify::event::{AccessKind, AccessMode, EventKind, ModifyKind, RenameMode};
use notify::{Config, Event, PollWatcher, RecommendedWatcher, RecursiveMode, Watcher};

/// Editors save in several steps; where the system does not tell of the last one, so long nothing more must happen.
const QUIET: Duration = Duration::from_millis(40);
/// So often is looked where the system does not tell.
const LOOK: Duration = Duration::from_millis(500);

/// What the system tells of a folder.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Change {
    /// Something is being written.
    Begun,
    /// A written file was closed, or one was put in another's place: there is something whole to read.
    Whole,
}

/// The folders; while it lives they are watched.
pub struct Watch {
    watcher: Box<dyn Watcher + Send>,
}

/// Tells when something in them was saved.
#[derive(Debug)]
pub struct Changes(Receiver<Change>);

/// A folder that cannot be watched, and why.
#[derive(Debug, thiserror::Error)]
#[error("{folder}: {why}", folder = folder.display())]
pub struct Unwatched {
    /// The folder.
    pub folder: PathBuf,
    /// What the system says.
    pub why: notify::Error,
}

impl Watch {
    /// Begins to watch folders.
    ///
    /// # Errors
    /// One of them is not there, or the system has no means at all.
    pub fn new(folders: &[PathBuf]) -> Result<(Self, Changes), Unwatched> {
        let (send, receive) = mpsc::channel();
        let tell = move |event: notify::Result<Event>| {
            if let Some(change) = event.as_ref().map_or(Some(Change::Begun), |event| change(event.kind)) {
                // Who listened may have ended before.
                let _ = send.send(change);
            }
        };
        if let Ok(watcher) = RecommendedWatcher::new(tell.clone(), Config::default())
            && let Ok(watch) = Self::over(Box::new(watcher), folders)
        {
            return Ok((watch, Changes(receive)));
        }
        let every = Config::default().with_poll_interval(LOOK).with_compare_contents(true);
        let watcher = PollWatcher::new(tell, every).map_err(|why| Unwatched { folder: PathBuf::from("."), why })?;
        Ok((Self::over(Box::new(watcher), folders)?, Changes(receive)))
    }

    fn over(watcher: Box<dyn Watcher + Send>, folders: &[PathBuf]) -> Result<Self, Unwatched> {
        let mut watch = Self { watcher };
        folders.iter().try_for_each(|folder| watch.add(folder))?;
        Ok(watch)
    }

    /// Watches one more folder, or one that was put in the place of another.
    ///
    /// # Errors
    /// It is not there, or the system watches no more.
    pub fn add(&mut self, folder: &Path) -> Result<(), Unwatched> {
        // One that is not watched yet cannot be let go.
        let _ = self.watcher.unwatch(folder);
        let watched = self.watcher.watch(folder, RecursiveMode::NonRecursive);
        watched.map_err(|why| Unwatched { folder: folder.to_owned(), why })
    }
}

impl Changes {
    /// Waits until something was saved and can be read whole; false where the [`Watch`] has ended.
    #[must_use]
    pub fn wait(&self) -> bool {
        let mut next = self.0.recv().map_err(RecvTimeoutError::from);
        loop {
            match next {
                Ok(Change::Begun) => next = self.0.recv_timeout(QUIET),
                Ok(Change::Whole) | Err(RecvTimeoutError::Timeout) => return true,
                Err(RecvTimeoutError::Disconnected) => return false,
            }
        }
    }
}

/// What an event tells of; none where nothing was written.
fn change(event: EventKind) -> Option<Change> {
    match event {
        EventKind::Access(AccessKind::Close(AccessMode::Write))
        | EventKind::Modify(ModifyKind::Name(RenameMode::To | RenameMode::Both)) => Some(Change::Whole),
        EventKind::Access(_) => None,
        EventKind::Any | EventKind::Create(_) | EventKind::Modify(_) | EventKind::Remove(_) | EventKind::Other => {
            Some(Change::Begun)
        }
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::Watch;

    #[test]
    fn what_is_saved_is_told_however_it_is_saved_and_the_end_too() {
        let folder = tempfile::tempdir().expect("there is a temporary folder");
        let inside = folder.path().join("answer");
        fs::create_dir(&inside).expect("a folder is made");
        let (mut watch, changes) = Watch::new(std::slice::from_ref(&inside)).expect("the folder is watched");
        fs::write(inside.join("a.sql"), "1").expect("a file is written");
        assert!(changes.wait());
        fs::write(folder.path().join("b"), "2").expect("a file is written");
        fs::rename(folder.path().join("b"), inside.join("a.sql")).expect("a file is replaced");
        assert!(changes.wait());
        // Another folder in its place is watched after it was named again.
        fs::rename(&inside, folder.path().join("archive")).expect("the folder is moved");
        fs::create_dir(&inside).expect("a folder is made");
        watch.add(&inside).expect("the folder is watched");
        fs::write(inside.join("a.sql"), "3").expect("a file is written");
        assert!(changes.wait());
        assert!(watch.add(&folder.path().join("nowhere")).is_err());
        drop(watch);
        while changes.wait() {}
    }
}
