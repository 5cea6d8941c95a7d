//! An answer: exactly the files that the exercise names, as text.

use indexmap::IndexMap;

use super::{Code, Finding};

/// The files of an answer, and what was wrong with them.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Submission {
    /// Texts by file name, in the exercise's order.
    pub files: IndexMap<String, String>,
    /// What is wrong with the set of files: missing, unknown, not text, too large, no regular file. An answer with one
    /// of these does not load.
    pub problems: Vec<Finding>,
}

/// The largest file of an answer, in bytes.
pub const FILE_BYTES: u64 = 1 << 20;

impl Submission {
    /// An answer from texts held in memory, checked against the exercise's `files`.
    #[must_use]
    pub fn new(wanted: &[String], given: &IndexMap<String, String>) -> Self {
        let mut answer = Self::default();
        for name in wanted {
            match given.get(name) {
                Some(text) => answer.take(name, text.clone().into_bytes()),
                None => answer.problems.push(Finding::new(Code::MissingFile).with("file", name.as_str())),
            }
        }
        for name in given.keys().filter(|name| !wanted.contains(name)) {
            answer.problems.push(Finding::new(Code::UnknownFile).with("file", name.as_str()));
        }
        answer
    }

    /// Adds a file's bytes, or the finding that says why they are no text.
    pub fn take(&mut self, name: &str, bytes: Vec<u8>) {
        if bytes.len() as u64 > FILE_BYTES {
            self.problems.push(Finding::new(Code::TooLarge).with("file", name).with("limit", "1 MB"));
            return;
        }
        match String::from_utf8(bytes) {
            Ok(text) if !text.contains('\0') => {
                let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
                self.files.insert(name.to_owned(), text.replace("\r\n", "\n"));
            }
            _ => self.problems.push(Finding::new(Code::NotText).with("file", name)),
        }
    }
}
