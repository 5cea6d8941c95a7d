//! Folders watched for files that are saved: by the system's means, or by looking twice a second where it has none.
//!
//! Editors replace files, so that folders are watched, not files.

use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
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
#[derive(Debug)]
pub struct Watch {
    system: Option<RecommendedWatcher>,
    /// For folders of which the system does not tell.
    looking: Option<PollWatcher>,
    send: Sender<Change>,
}

/// How folders are watched.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Means {
    /// The system tells; where it does not, as with [`Means::Looking`].
    System,
    /// Contents are compared twice a second.
    Looking,
}

impl Means {
    /// What the reader's system can do: `SAGABOOK_WATCH=poll` is for one that says it tells and does not.
    #[must_use]
    pub fn of(variable: Option<&str>) -> Self {
        if variable == Some("poll") { Self::Looking } else { Self::System }
    }
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
    /// One of them is not there, or cannot be looked at.
    pub fn new(means: Means, folders: &[PathBuf]) -> Result<(Self, Changes), Unwatched> {
        let (send, receive) = mpsc::channel();
        let system = match means {
            // Where there are no means at all, nothing is lost: it is looked.
            Means::System => RecommendedWatcher::new(tell(&send), Config::default()).ok(),
            Means::Looking => None,
        };
        let mut watch = Self { system, looking: None, send };
        folders.iter().try_for_each(|folder| watch.add(folder))?;
        Ok((watch, Changes(receive)))
    }

    /// Watches one more folder, or one that was put in the place of another.
    ///
    /// # Errors
    /// It is not there, or cannot be looked at.
    pub fn add(&mut self, folder: &Path) -> Result<(), Unwatched> {
        let unwatched = |why| Unwatched { folder: folder.to_owned(), why };
        if !folder.is_dir() {
            return Err(unwatched(notify::Error::path_not_found()));
        }
        // One that is not watched yet cannot be let go.
        if let Some(looking) = &mut self.looking {
            let _ = looking.unwatch(folder);
        }
        if let Some(system) = self.system.as_mut().filter(|_| tells(folder)) {
            let _ = system.unwatch(folder);
            if system.watch(folder, RecursiveMode::NonRecursive).is_ok() {
                return Ok(());
            }
        }
        let looking = match &mut self.looking {
            Some(looking) => looking,
            none => {
                let every = Config::default().with_poll_interval(LOOK).with_compare_contents(true);
                none.insert(PollWatcher::new(tell(&self.send), every).map_err(unwatched)?)
            }
        };
        looking.watch(folder, RecursiveMode::NonRecursive).map_err(unwatched)
    }
}

/// Passes on what a watcher sees.
fn tell(send: &Sender<Change>) -> impl FnMut(notify::Result<Event>) + Send + 'static {
    let send = send.clone();
    move |event| {
        if let Some(change) = event.as_ref().map_or(Some(Change::Begun), |event| change(event.kind)) {
            // Who listened may have ended before.
            let _ = send.send(change);
        }
    }
}

/// Whether the system tells of all that is saved in a folder: of what another machine saves on a network file system, or
/// another system on one that it shares with this, it does not.
#[cfg(target_os = "linux")]
fn tells(folder: &Path) -> bool {
    // NFS, SMB (three numbers), FUSE, 9P, Ceph, AFS, Coda.
    const SILENT: [u32; 9] =
        [0x6969, 0x517b, 0xff53_4d42, 0xfe53_4d42, 0x6573_5546, 0x0102_1997, 0x00c3_6400, 0x5346_414f, 0x7375_7245];
    // The numbers have 32 bits, whatever the width of the field.
    let kind = |of: rustix::fs::StatFs| u32::try_from(of.f_type & 0xffff_ffff).ok();
    rustix::fs::statfs(folder).ok().and_then(kind).is_none_or(|kind| !SILENT.contains(&kind))
}

#[cfg(not(target_os = "linux"))]
fn tells(_folder: &Path) -> bool {
    true
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

    use super::{Means, Watch};

    #[test]
    fn what_is_saved_is_told_however_it_is_saved_and_the_end_too() {
        for means in [Means::System, Means::Looking] {
            let folder = tempfile::tempdir().expect("there is a temporary folder");
            let inside = folder.path().join("answer");
            fs::create_dir(&inside).expect("a folder is made");
            let (mut watch, changes) = Watch::new(means, std::slice::from_ref(&inside)).expect("the folder is watched");
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

    #[test]
    fn a_save_of_the_same_size_and_time_is_seen_by_its_content() {
        let folder = tempfile::tempdir().expect("there is a temporary folder");
        let file = folder.path().join("a.sql");
        fs::write(&file, "1").expect("a file is written");
        let time = fs::metadata(&file).and_then(|about| about.modified()).expect("a file has a time");
        let (_watch, changes) = Watch::new(Means::Looking, &[folder.path().to_owned()]).expect("the folder is watched");
        fs::write(&file, "2").expect("a file is written");
        fs::File::options().write(true).open(&file).and_then(|file| file.set_modified(time)).expect("it is ours");
        assert!(changes.wait());
    }

    #[test]
    fn the_reader_may_say_that_nothing_is_told() {
        for (variable, means) in [(None, Means::System), (Some("poll"), Means::Looking), (Some(""), Means::System)] {
            assert_eq!(Means::of(variable), means);
        }
    }
}
