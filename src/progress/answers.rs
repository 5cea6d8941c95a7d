//! Answers: files, in the workspace or in the data folder, and nowhere else.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use indexmap::IndexMap;

use super::Home;
use super::files::{self, Folder, Unread};
use crate::base::{Safe, Slug, Strings};
use crate::grade::{FILE_BYTES, Submission};

/// The file that makes a folder a workspace.
const MARKER: &str = ".sagabook";
/// The task that [`Answers::init`] puts beside an answer's files; no part of the answer.
const TASK: &str = "TASK.md";

/// Where the answers are: a folder per exercise, holding exactly the files that the exercise names.
///
/// Beside them a folder may hold what editors and systems leave (names that begin with a dot or end in `~`) and `TASK.md`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answers {
    root: PathBuf,
    archive: PathBuf,
    workspace: bool,
    /// Where other files are written.
    current: PathBuf,
}

/// A file of an answer that cannot be read or written.
#[derive(Debug, thiserror::Error)]
#[error("{path}: {kind:?}", path = path.display())]
pub struct FileFault {
    /// The file or folder.
    pub path: PathBuf,
    /// Why.
    pub kind: FileFaultKind,
}

/// Kinds of [`FileFault`].
#[derive(Debug)]
pub enum FileFaultKind {
    /// There is nothing of this name.
    Missing,
    /// A link, a pipe, a device or a folder where a file is wanted, or the other way round.
    NotAFile,
    /// Over 1 MB.
    TooLarge,
    /// Not UTF-8.
    NotText,
    /// One file was given for an answer of several.
    OneOfSeveral,
    /// The system refused.
    System(io::Error),
}

impl FileFault {
    pub(super) fn new(path: &Path, unread: Unread) -> Self {
        let kind = match unread {
            Unread::Missing => FileFaultKind::Missing,
            Unread::NotAFile => FileFaultKind::NotAFile,
            Unread::TooLarge => FileFaultKind::TooLarge,
            Unread::System(error) => FileFaultKind::System(error),
        };
        Self { path: path.to_owned(), kind }
    }

    fn system(path: &Path, error: io::Error) -> Self {
        Self { path: path.to_owned(), kind: FileFaultKind::System(error) }
    }

    /// What is wrong, where, and what to do: three lines.
    #[must_use]
    pub fn message(&self, strings: &Strings) -> String {
        let (id, detail) = match &self.kind {
            FileFaultKind::Missing => ("progress-file-missing", String::new()),
            FileFaultKind::NotAFile => ("progress-file-not-a-file", String::new()),
            FileFaultKind::TooLarge => ("progress-file-too-large", String::new()),
            FileFaultKind::NotText => ("progress-file-not-text", String::new()),
            FileFaultKind::OneOfSeveral => ("progress-file-one-of-several", String::new()),
            FileFaultKind::System(error) => ("progress-file-system", Safe::line(&error.to_string()).into_string()),
        };
        let path = Safe::line(&self.path.display().to_string()).into_string();
        strings.with(id, &[("path", path.into()), ("detail", detail.into())])
    }
}

impl Answers {
    /// The answers of the workspace in which `current` lies, else of the data folder.
    #[must_use]
    pub fn find(home: &Home, current: &Path) -> Self {
        let workspace = current
            .ancestors()
            .find(|folder| fs::symlink_metadata(folder.join(MARKER)).is_ok_and(|marker| marker.file_type().is_file()));
        Self {
            root: workspace.map_or_else(|| home.answers(), Path::to_owned),
            archive: home.archive(),
            workspace: workspace.is_some(),
            current: workspace.unwrap_or(current).to_owned(),
        }
    }

    /// Makes `folder` a workspace and opens it.
    ///
    /// # Errors
    /// The folder cannot be made or written.
    pub fn init(home: &Home, folder: &Path) -> Result<Self, FileFault> {
        fs::create_dir_all(folder).map_err(|error| FileFault::system(folder, error))?;
        let marker = folder.join(MARKER);
        if fs::symlink_metadata(&marker).is_err() {
            files::write(&marker, b"format = 1\n").map_err(|unread| FileFault::new(&marker, unread))?;
        }
        Ok(Self { root: folder.to_owned(), archive: home.archive(), workspace: true, current: folder.to_owned() })
    }

    /// Whether these are a workspace's.
    #[must_use]
    pub fn in_workspace(&self) -> bool {
        self.workspace
    }

    /// The folder that holds a folder per exercise.
    #[must_use]
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// The folder of an exercise's answer; it need not be there.
    #[must_use]
    pub fn folder(&self, exercise: &Slug) -> PathBuf {
        self.root.join(exercise.as_str())
    }

    /// Writes something other than an answer: into the workspace, else into the current folder. What is there under that
    /// name is not touched: then it gets a number.
    ///
    /// # Errors
    /// The folder cannot be written.
    pub fn export(&self, name: &str, text: &str) -> Result<PathBuf, FileFault> {
        let (stem, ending) = name.rsplit_once('.').unwrap_or((name, "txt"));
        let numbered = (2..).map(|number| format!("{stem}-{number}.{ending}"));
        for name in std::iter::once(name.to_owned()).chain(numbered) {
            let path = self.current.join(name);
            match fs::File::create_new(&path) {
                Ok(_) => {
                    files::write(&path, text.as_bytes()).map_err(|unread| FileFault::new(&path, unread))?;
                    return Ok(path);
                }
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
                    // What was written before need not be written again.
                    if files::read(&path, text.len() as u64).is_ok_and(|bytes| bytes == text.as_bytes()) {
                        return Ok(path);
                    }
                }
                Err(error) => return Err(FileFault::system(&path, error)),
            }
        }
        unreachable!("numbers do not end")
    }

    /// The answer to an exercise; none where there is no folder, or none of its files.
    ///
    /// # Errors
    /// The folder cannot be read. What is wrong with the files is in [`Submission::problems`].
    pub fn read(&self, exercise: &Slug, wanted: &[String]) -> Result<Option<Submission>, FileFault> {
        let path = self.folder(exercise);
        match Folder::open(&path) {
            Ok(folder) => {
                let names = folder.names().map_err(|error| FileFault::system(&path, error))?;
                if names.iter().all(|name| is_aside(name)) {
                    return Ok(None);
                }
            }
            Err(Unread::Missing) => return Ok(None),
            // What is no folder is the answer's fault.
            Err(Unread::NotAFile) => {}
            Err(unread) => return Err(FileFault::new(&path, unread)),
        }
        submission_in(&path, wanted).map(Some)
    }

    /// The text of one of an answer's files; none where it is not there.
    ///
    /// # Errors
    /// It is no text file, or cannot be read.
    pub fn file(&self, exercise: &Slug, name: &str) -> Result<Option<String>, FileFault> {
        let path = self.folder(exercise);
        let read = Folder::open(&path).and_then(|folder| folder.read(name, FILE_BYTES));
        match read {
            Ok(bytes) => String::from_utf8(bytes)
                .map(Some)
                .map_err(|_| FileFault { path: path.join(name), kind: FileFaultKind::NotText }),
            Err(Unread::Missing) => Ok(None),
            Err(unread) => Err(FileFault::new(&path.join(name), unread)),
        }
    }

    /// Writes one of an answer's files in one step, making the folder where it is missing.
    ///
    /// # Errors
    /// A link or no regular file is in its place, or the system refuses; the old text is still there then.
    pub fn write(&self, exercise: &Slug, name: &str, text: &str) -> Result<(), FileFault> {
        let path = self.folder(exercise);
        fs::create_dir_all(&path).map_err(|error| FileFault::system(&path, error))?;
        let folder = Folder::open(&path).map_err(|unread| FileFault::new(&path, unread))?;
        folder.write(name, text.as_bytes()).map_err(|unread| FileFault::new(&path.join(name), unread))
    }

    /// Writes those of the starter's files that are not there yet; how many were written.
    ///
    /// # Errors
    /// As [`Answers::write`].
    pub fn begin(&self, exercise: &Slug, starter: &IndexMap<String, String>) -> Result<usize, FileFault> {
        let folder = self.folder(exercise);
        let mut written = 0;
        for (name, text) in starter {
            if fs::symlink_metadata(folder.join(name)).is_err() {
                self.write(exercise, name, text)?;
                written += 1;
            }
        }
        Ok(written)
    }

    /// Writes the task beside the answer, for reading in another editor.
    ///
    /// # Errors
    /// As [`Answers::write`].
    pub fn write_task(&self, exercise: &Slug, markdown: &str) -> Result<(), FileFault> {
        self.write(exercise, TASK, markdown)
    }

    /// Puts the starter back; what was there is archived first and its folder returned, none where nothing was there.
    ///
    /// # Errors
    /// The archive or the folder cannot be written; the answer is as it was where the archive failed.
    pub fn reset(&self, exercise: &Slug, starter: &IndexMap<String, String>) -> Result<Option<PathBuf>, FileFault> {
        let folder = self.folder(exercise);
        let mut kept: IndexMap<String, Vec<u8>> = IndexMap::new();
        for name in starter.keys() {
            match Folder::open(&folder).and_then(|folder| folder.read(name, u64::MAX - 1)) {
                Ok(bytes) => {
                    kept.insert(name.clone(), bytes);
                }
                Err(Unread::Missing) => {}
                Err(unread) => return Err(FileFault::new(&folder.join(name), unread)),
            }
        }
        let archived = if kept.is_empty() { None } else { Some(self.archive(exercise, &kept)?) };
        for (name, text) in starter {
            self.write(exercise, name, text)?;
        }
        Ok(archived)
    }

    /// Whether a file of an answer may have this name: one that stays in its folder.
    pub(super) fn allows(name: &str) -> bool {
        (1..=100).contains(&name.len())
            && !is_aside(name)
            && name.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_'))
    }

    /// The texts of all answers, by exercise and file; what is no text is left out.
    pub(super) fn texts(&self) -> BTreeMap<Slug, IndexMap<String, String>> {
        let mut all = BTreeMap::new();
        let folders =
            Folder::open(&self.root).and_then(|root| root.names().map_err(Unread::System)).unwrap_or_default();
        for exercise in folders.into_iter().filter_map(|name| Slug::new(name).ok()) {
            let Ok(folder) = Folder::open(&self.folder(&exercise)) else { continue };
            let mut files = IndexMap::new();
            for name in folder.names().unwrap_or_default().into_iter().filter(|name| Self::allows(name)) {
                let text = folder.read(&name, FILE_BYTES).ok().and_then(|bytes| String::from_utf8(bytes).ok());
                if let Some(text) = text {
                    files.insert(name, text);
                }
            }
            if !files.is_empty() {
                all.insert(exercise, files);
            }
        }
        all
    }

    /// Puts files into `archive/<exercise>/<n>/` with the next free number.
    pub(super) fn archive(&self, exercise: &Slug, kept: &IndexMap<String, Vec<u8>>) -> Result<PathBuf, FileFault> {
        let all = self.archive.join(exercise.as_str());
        fs::create_dir_all(&all).map_err(|error| FileFault::system(&all, error))?;
        let mut number = 1_u32;
        let place = loop {
            let place = all.join(number.to_string());
            match fs::create_dir(&place) {
                Ok(()) => break place,
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => number += 1,
                Err(error) => return Err(FileFault::system(&place, error)),
            }
        };
        let folder = Folder::open(&place).map_err(|unread| FileFault::new(&place, unread))?;
        for (name, bytes) in kept {
            folder.write(name, bytes).map_err(|unread| FileFault::new(&place.join(name), unread))?;
        }
        Ok(place)
    }
}

/// The answer in a folder; where there is no such folder, that is the answer's fault (`no-answer`).
///
/// # Errors
/// The folder or a file is there and cannot be read.
pub fn submission_in(folder: &Path, wanted: &[String]) -> Result<Submission, FileFault> {
    Submission::from_folder(folder, wanted, &[TASK]).map_err(|error| FileFault::system(folder, error))
}

/// The answer at a path that the user names: a folder with the exercise's files, or the file of a one-file exercise.
///
/// # Errors
/// Nothing is there, it cannot be read, or it is one file of several. A link, a pipe or the like is the answer's fault
/// and in [`Submission::problems`].
pub fn submission_at(path: &Path, wanted: &[String]) -> Result<Submission, FileFault> {
    let kind = match fs::symlink_metadata(path) {
        Ok(metadata) => metadata.file_type(),
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Err(FileFault::new(path, Unread::Missing)),
        Err(error) => return Err(FileFault::system(path, error)),
    };
    let read = if kind.is_dir() {
        Submission::from_folder(path, wanted, &[TASK])
    } else if kind.is_file() && wanted.len() > 1 {
        return Err(FileFault { path: path.to_owned(), kind: FileFaultKind::OneOfSeveral });
    } else {
        Submission::from_file(path, wanted)
    };
    read.map_err(|error| FileFault::system(path, error))
}

/// Whether a file beside an answer's is none of it: the task, or what editors and systems leave.
fn is_aside(name: &str) -> bool {
    name == TASK || name.starts_with('.') || name.ends_with('~')
}

/// Digest of an answer's files: BLAKE3 over the sorted names and texts, hexadecimal.
#[must_use]
pub fn digest(files: &IndexMap<String, String>) -> String {
    let mut sorted: Vec<_> = files.iter().collect();
    sorted.sort();
    let mut hasher = blake3::Hasher::new();
    for part in sorted.into_iter().flat_map(|(name, text)| [name, text]) {
        hasher.update(&(part.len() as u64).to_le_bytes());
        hasher.update(part.as_bytes());
    }
    hasher.finalize().to_hex().to_string()
}

/// Whether an answer differs from the starter beyond white space.
#[must_use]
pub fn differs(starter: &IndexMap<String, String>, answer: &IndexMap<String, String>) -> bool {
    let solid = |text: &String| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
    answer.iter().any(|(name, text)| starter.get(name).map(solid) != Some(solid(text)))
}
