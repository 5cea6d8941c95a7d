//! Where a pack's files come from. Also compiled into `build.rs`.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;

use super::Problem;

/// The largest file of a pack, in bytes.
pub const MAX_FILE_BYTES: u64 = 1_000_000;

/// Reads a pack's files by relative path with `/`.
pub trait Source: fmt::Debug + Send + Sync {
    /// The bytes of a file, at most [`MAX_FILE_BYTES`].
    ///
    /// # Errors
    /// Why there are none.
    fn read(&self, path: &str) -> Result<Cow<'static, [u8]>, Unread>;

    /// All paths under `lessons/` and `exercises/` and `pack.toml`, sorted. Symbolic links are named, never followed.
    fn paths(&self) -> Vec<String>;
}

/// Why a file of a pack was not read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unread {
    /// There is none.
    Missing,
    /// A symbolic link.
    Link,
    /// No regular file: a folder, a pipe.
    NotAFile,
    /// Larger than [`MAX_FILE_BYTES`]; so many bytes.
    TooLarge(u64),
    /// Not UTF-8, from this line on.
    NotText(u32),
    /// The system's words.
    Io(String),
}

impl Unread {
    /// As a problem of that file.
    #[must_use]
    pub fn problem(&self, path: &str) -> Problem {
        match self {
            Self::Missing => Problem::new("pack-missing-file"),
            Self::Link => Problem::new("pack-link"),
            Self::NotAFile => Problem::new("pack-not-a-file"),
            Self::TooLarge(bytes) => Problem::new("pack-too-large").with("bytes", bytes),
            Self::NotText(line) => return Problem::new("pack-not-text").with("path", path).at(path, *line, 1),
            Self::Io(why) => Problem::new("pack-unreadable").with("why", why),
        }
        .with("path", path)
        .at(path, 1, 1)
    }
}

impl dyn Source + '_ {
    /// A file as text, with line feeds only.
    ///
    /// # Errors
    /// As [`Source::read`], or it is not UTF-8.
    pub fn text(&self, path: &str) -> Result<String, Unread> {
        let bytes = self.read(path)?.into_owned();
        let text = String::from_utf8(bytes).map_err(|error| {
            let good = &error.as_bytes()[..error.utf8_error().valid_up_to()];
            let line = good.split(|byte| *byte == b'\n').count();
            Unread::NotText(u32::try_from(line).unwrap_or(u32::MAX))
        })?;
        Ok(if text.contains('\r') { text.replace("\r\n", "\n") } else { text })
    }

    /// A file as text, or what is wrong with it.
    ///
    /// # Errors
    /// As [`Source::read`], or it is not UTF-8.
    pub fn text_or_problem(&self, path: &str) -> Result<String, Problem> {
        self.text(path).map_err(|unread| unread.problem(path))
    }
}

/// Files in memory: for tests.
#[derive(Debug, Clone, Default)]
pub struct Memory(BTreeMap<String, Vec<u8>>);

impl Memory {
    /// These files, by path.
    #[must_use]
    pub fn new<'a>(files: impl IntoIterator<Item = (&'a str, &'a str)>) -> Self {
        Self(files.into_iter().map(|(path, text)| (path.to_owned(), text.as_bytes().to_vec())).collect())
    }

    /// Puts a file in place, of whatever bytes.
    pub fn put(&mut self, path: &str, bytes: impl Into<Vec<u8>>) {
        self.0.insert(path.to_owned(), bytes.into());
    }

    /// Takes a file away.
    pub fn remove(&mut self, path: &str) {
        self.0.remove(path);
    }
}

impl Source for Memory {
    fn read(&self, path: &str) -> Result<Cow<'static, [u8]>, Unread> {
        let bytes = self.0.get(path).ok_or(Unread::Missing)?;
        let len = bytes.len() as u64;
        if len > MAX_FILE_BYTES { Err(Unread::TooLarge(len)) } else { Ok(Cow::Owned(bytes.clone())) }
    }

    fn paths(&self) -> Vec<String> {
        self.0.keys().cloned().collect()
    }
}
