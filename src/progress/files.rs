//! Reading and writing single files without being led astray by links, pipes and sizes.

use std::fs::File;
use std::io::{self, Read, Write};
use std::os::fd::{AsFd, OwnedFd};
use std::path::{Path, PathBuf};

use rustix::fs::{AtFlags, CWD, Dir, FileType, Mode, OFlags};
use rustix::io::Errno;

/// Why a file's bytes are not there.
#[derive(Debug)]
pub(super) enum Unread {
    /// No such file.
    Missing,
    /// A link, a pipe, a folder, a device.
    NotAFile,
    /// More bytes than allowed.
    TooLarge,
    /// The system refused.
    System(io::Error),
}

/// A folder held open, so that what is looked at is what is read.
#[derive(Debug)]
pub(super) struct Folder(OwnedFd);

impl Folder {
    /// Opens a folder; a link to one is none.
    pub(super) fn open(path: &Path) -> Result<Self, Unread> {
        let flags = OFlags::RDONLY | OFlags::DIRECTORY | OFlags::NOFOLLOW | OFlags::CLOEXEC;
        rustix::fs::open(path, flags, Mode::empty()).map(Self).map_err(unread)
    }

    /// Names in it, sorted, without `.` and `..`.
    pub(super) fn names(&self) -> io::Result<Vec<String>> {
        let mut names = Vec::new();
        for entry in Dir::read_from(&self.0)? {
            let name = entry?.file_name().to_string_lossy().into_owned();
            if name != "." && name != ".." {
                names.push(name);
            }
        }
        names.sort();
        Ok(names)
    }

    /// The bytes of a file in it, at most `limit`.
    pub(super) fn read(&self, name: &str, limit: u64) -> Result<Vec<u8>, Unread> {
        read_at(self.0.as_fd(), Path::new(name), limit)
    }

    /// Puts `bytes` in the place of a file in one step; the old text or the new is there whatever happens.
    pub(super) fn write(&self, name: &str, bytes: &[u8]) -> Result<(), Unread> {
        match rustix::fs::statat(&self.0, name, AtFlags::SYMLINK_NOFOLLOW) {
            Ok(stat) if FileType::from_raw_mode(stat.st_mode) != FileType::RegularFile => return Err(Unread::NotAFile),
            Ok(_) | Err(Errno::NOENT) => {}
            Err(errno) => return Err(unread(errno)),
        }
        let fresh = format!(".{name}.{}.new", std::process::id());
        let flags = OFlags::WRONLY | OFlags::CREATE | OFlags::EXCL | OFlags::NOFOLLOW | OFlags::CLOEXEC;
        let _ = rustix::fs::unlinkat(&self.0, &fresh, AtFlags::empty());
        let mode = Mode::from_raw_mode(0o644);
        let file = rustix::fs::openat(&self.0, &fresh, flags, mode).map_err(unread)?;
        let mut file = File::from(file);
        let written = file.write_all(bytes).and_then(|()| file.sync_all());
        let done = written.and_then(|()| Ok(rustix::fs::renameat(&self.0, &fresh, &self.0, name)?));
        if done.is_err() {
            let _ = rustix::fs::unlinkat(&self.0, &fresh, AtFlags::empty());
        }
        done.map_err(Unread::System)
    }
}

/// The bytes of a file, at most `limit`.
pub(super) fn read(path: &Path, limit: u64) -> Result<Vec<u8>, Unread> {
    read_at(CWD, path, limit)
}

/// Puts `bytes` in the place of the file at `path` in one step.
pub(super) fn write(path: &Path, bytes: &[u8]) -> Result<(), Unread> {
    let (folder, name) = split(path).ok_or(Unread::NotAFile)?;
    Folder::open_followed(&folder)?.write(&name, bytes)
}

impl Folder {
    /// Opens a folder that the user named, through links.
    fn open_followed(path: &Path) -> Result<Self, Unread> {
        let flags = OFlags::RDONLY | OFlags::DIRECTORY | OFlags::CLOEXEC;
        rustix::fs::open(path, flags, Mode::empty()).map(Self).map_err(unread)
    }
}

fn split(path: &Path) -> Option<(PathBuf, String)> {
    let name = path.file_name()?.to_str()?.to_owned();
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    Some((folder.to_owned(), name))
}

fn read_at(folder: impl AsFd, path: &Path, limit: u64) -> Result<Vec<u8>, Unread> {
    // Without NONBLOCK, opening a pipe would wait for its other end.
    let flags = OFlags::RDONLY | OFlags::NOFOLLOW | OFlags::NONBLOCK | OFlags::CLOEXEC;
    let file = rustix::fs::openat(folder, path, flags, Mode::empty()).map_err(unread)?;
    let stat = rustix::fs::fstat(&file).map_err(unread)?;
    if FileType::from_raw_mode(stat.st_mode) != FileType::RegularFile {
        return Err(Unread::NotAFile);
    }
    if u64::try_from(stat.st_size).unwrap_or(u64::MAX) > limit {
        return Err(Unread::TooLarge);
    }
    let mut bytes = Vec::new();
    // It may have grown since.
    File::from(file).take(limit + 1).read_to_end(&mut bytes).map_err(Unread::System)?;
    if bytes.len() as u64 > limit { Err(Unread::TooLarge) } else { Ok(bytes) }
}

fn unread(errno: Errno) -> Unread {
    match errno {
        Errno::NOENT => Unread::Missing,
        Errno::LOOP | Errno::NOTDIR | Errno::ISDIR | Errno::NXIO => Unread::NotAFile,
        other => Unread::System(other.into()),
    }
}
