//! A pack in a folder. Also compiled into `build.rs`.

use std::borrow::Cow;
use std::fs::{self, File, FileType};
use std::io::{ErrorKind, Read as _};
use std::path::{Path, PathBuf};

use super::source::{MAX_FILE_BYTES, Source, Unread};

/// More files than a pack can have; a folder with more is no pack.
const MAX_FILES: usize = 50_000;

/// Files of a folder. Symbolic links are not followed, large files not read.
#[derive(Debug)]
pub struct Folder {
    root: PathBuf,
}

impl Folder {
    /// The pack in this folder.
    #[must_use]
    pub fn new(root: impl Into<PathBuf>) -> Self {
        Self { root: root.into() }
    }

    /// Adds what is under `path`, which is a folder of the pack; hidden files and editors' leavings are no part of one.
    fn walk(&self, path: &str, out: &mut Vec<String>) {
        let Ok(entries) = fs::read_dir(self.root.join(path)) else { return };
        for entry in entries.flatten() {
            let Ok(name) = entry.file_name().into_string() else { continue };
            if name.starts_with('.') || name.ends_with('~') || out.len() >= MAX_FILES {
                continue;
            }
            let inner = format!("{path}/{name}");
            if entry.file_type().is_ok_and(|kind| kind.is_dir()) {
                self.walk(&inner, out);
            } else {
                out.push(inner);
            }
        }
    }
}

impl Source for Folder {
    fn read(&self, path: &str) -> Result<Cow<'static, [u8]>, Unread> {
        let mut at = self.root.clone();
        for part in path.split('/') {
            if matches!(part, "" | "." | "..") {
                return Err(Unread::Missing);
            }
            at.push(part);
            // Each part is looked at, so that no folder on the way is a link either.
            if kind_of(&at)?.is_symlink() {
                return Err(Unread::Link);
            }
        }
        if !kind_of(&at)?.is_file() {
            return Err(Unread::NotAFile);
        }
        let file = File::open(&at).map_err(unread)?;
        let len = file.metadata().map_err(unread)?.len();
        if len > MAX_FILE_BYTES {
            return Err(Unread::TooLarge(len));
        }
        let mut bytes = Vec::with_capacity(usize::try_from(len).unwrap_or(0));
        // The file may grow while it is read.
        file.take(MAX_FILE_BYTES + 1).read_to_end(&mut bytes).map_err(unread)?;
        let read = bytes.len() as u64;
        if read > MAX_FILE_BYTES { Err(Unread::TooLarge(read)) } else { Ok(Cow::Owned(bytes)) }
    }

    fn paths(&self) -> Vec<String> {
        let mut all = vec!["pack.toml".to_owned()];
        self.walk("lessons", &mut all);
        self.walk("exercises", &mut all);
        all.sort();
        all
    }
}

fn kind_of(path: &Path) -> Result<FileType, Unread> {
    fs::symlink_metadata(path).map(|meta| meta.file_type()).map_err(unread)
}

#[expect(clippy::needless_pass_by_value, reason = "shaped for `map_err`")]
fn unread(error: std::io::Error) -> Unread {
    match error.kind() {
        ErrorKind::NotFound | ErrorKind::NotADirectory => Unread::Missing,
        _ => Unread::Io(error.to_string()),
    }
}
