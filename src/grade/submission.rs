//! An answer: exactly the files that the exercise names, as text.

use std::fs::File;
use std::io::{self, Read};
use std::os::fd::{AsFd, OwnedFd};
use std::path::Path;

use indexmap::IndexMap;
use rustix::fs::{AtFlags, CWD, Dir, FileType, Mode, OFlags, fstat, openat, statat};
use rustix::io::Errno;

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

/// More unknown files than these are not listed.
const UNKNOWN_SHOWN: usize = 10;

impl Submission {
    /// An answer from texts held in memory, checked against the exercise's `files`.
    #[must_use]
    pub fn new(wanted: &[String], given: &IndexMap<String, String>) -> Self {
        Self::from_bytes(wanted, given.iter().map(|(name, text)| (name.clone(), text.clone().into_bytes())).collect())
    }

    /// As [`Submission::new`], of bytes.
    #[must_use]
    pub fn from_bytes(wanted: &[String], mut given: IndexMap<String, Vec<u8>>) -> Self {
        let mut answer = Self::default();
        for name in wanted {
            match given.shift_remove(name) {
                Some(bytes) => answer.take(name, bytes),
                None => answer.problems.push(Finding::new(Code::MissingFile).with("file", name.as_str())),
            }
        }
        for name in given.keys() {
            answer.problems.push(Finding::new(Code::UnknownFile).with("file", name.as_str()));
        }
        answer
    }

    /// An answer from a folder: exactly the files `wanted`, beside which names in `beside` (the task that `init` writes),
    /// hidden files and editors' copies (`x~`) may lie.
    ///
    /// Nothing is followed or waited for: links, pipes, devices and folders are findings.
    ///
    /// # Errors
    /// The folder or a file is there and cannot be read.
    pub fn from_folder(folder: &Path, wanted: &[String], beside: &[&str]) -> io::Result<Self> {
        let mut answer = Self::default();
        let flags = OFlags::RDONLY | OFlags::DIRECTORY | OFlags::NOFOLLOW | OFlags::CLOEXEC;
        let opened = match openat(CWD, folder, flags, Mode::empty()) {
            Ok(opened) => opened,
            Err(Errno::NOENT) => {
                answer.problems.push(Finding::new(Code::NoAnswer));
                return Ok(answer);
            }
            Err(Errno::NOTDIR | Errno::LOOP) => {
                answer.problems.push(Finding::new(Code::NotAFile).with("file", folder.display().to_string()));
                return Ok(answer);
            }
            Err(error) => return Err(error.into()),
        };
        for name in wanted {
            answer.read(&opened, name, Path::new(name))?;
        }
        let mut unknown = Vec::new();
        for entry in Dir::read_from(&opened)? {
            let name = entry?.file_name().to_string_lossy().into_owned();
            let known = wanted.contains(&name) || beside.contains(&name.as_str());
            if !known && !name.starts_with('.') && !name.ends_with('~') {
                unknown.push(name);
            }
        }
        unknown.sort();
        for name in unknown.iter().take(UNKNOWN_SHOWN) {
            answer.problems.push(Finding::new(Code::UnknownFile).with("file", name.as_str()));
        }
        Ok(answer)
    }

    /// An answer from one file, whatever it is called, for an exercise of one file.
    ///
    /// # Errors
    /// The file is there and cannot be read.
    pub fn from_file(path: &Path, wanted: &[String]) -> io::Result<Self> {
        let mut answer = Self::default();
        for (at, name) in wanted.iter().enumerate() {
            if at == 0 {
                answer.read(CWD, name, path)?;
            } else {
                answer.problems.push(Finding::new(Code::MissingFile).with("file", name.as_str()));
            }
        }
        Ok(answer)
    }

    /// Reads `path`, seen from `folder`, as the file `name`.
    fn read(&mut self, folder: impl AsFd, name: &str, path: &Path) -> io::Result<()> {
        // Opening a device can do something; a pipe is opened without waiting for who writes.
        let found = match statat(&folder, path, AtFlags::SYMLINK_NOFOLLOW) {
            Ok(stat) if FileType::from_raw_mode(stat.st_mode).is_file() => {
                open(folder, path).and_then(|file| Ok((fstat(&file)?, file)))
            }
            Ok(_) => Err(Errno::LOOP),
            Err(error) => Err(error),
        };
        let code = match found {
            // What was looked at and what was opened may be two.
            Ok((stat, _)) if !FileType::from_raw_mode(stat.st_mode).is_file() => Code::NotAFile,
            Ok((_, file)) => {
                let mut bytes = Vec::new();
                // The size is asked by reading one byte too many: a file may grow after it was looked at.
                File::from(file).take(FILE_BYTES + 1).read_to_end(&mut bytes)?;
                self.take(name, bytes);
                return Ok(());
            }
            Err(Errno::NOENT) => Code::MissingFile,
            Err(Errno::LOOP | Errno::NOTDIR | Errno::NXIO) => Code::NotAFile,
            Err(error) => return Err(error.into()),
        };
        self.problems.push(Finding::new(code).with("file", name));
        Ok(())
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

fn open(folder: impl AsFd, path: &Path) -> Result<OwnedFd, Errno> {
    let flags = OFlags::RDONLY | OFlags::NOFOLLOW | OFlags::NONBLOCK | OFlags::NOCTTY | OFlags::CLOEXEC;
    openat(folder, path, flags, Mode::empty())
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::os::unix::fs::symlink;
    use std::path::Path;

    use rustix::fs::{CWD, FileType, Mode, mknodat};

    use super::{FILE_BYTES, Submission};
    use crate::grade::Code;

    fn wanted() -> Vec<String> {
        vec!["a.sql".to_owned(), "b.sql".to_owned()]
    }

    fn codes(answer: &Submission) -> Vec<(Code, String)> {
        let file = |finding: &crate::grade::Finding| finding.args.get("file").map(ToString::to_string);
        answer.problems.iter().map(|finding| (finding.code, file(finding).unwrap_or_default())).collect()
    }

    /// What is done to a folder that holds `a.sql` and `b.sql`, and what is found then.
    #[test]
    fn folders_hold_exactly_the_files_wanted() {
        type Case = (&'static str, fn(&Path), &'static [(Code, &'static str)]);
        let cases: [Case; 13] = [
            ("nothing", |_| {}, &[]),
            ("one is gone", |dir| fs::remove_file(dir.join("b.sql")).unwrap(), &[(Code::MissingFile, "b.sql")]),
            ("one more", |dir| fs::write(dir.join("c.sql"), "").unwrap(), &[(Code::UnknownFile, "c.sql")]),
            ("the task", |dir| fs::write(dir.join("task.md"), "").unwrap(), &[]),
            ("an editor's", |dir| fs::write(dir.join(".a.sql.swp"), [0; 9]).unwrap(), &[]),
            ("a copy", |dir| fs::write(dir.join("a.sql~"), "").unwrap(), &[]),
            ("no UTF-8", |dir| fs::write(dir.join("a.sql"), [0xff]).unwrap(), &[(Code::NotText, "a.sql")]),
            ("a NUL", |dir| fs::write(dir.join("a.sql"), "a\0b").unwrap(), &[(Code::NotText, "a.sql")]),
            ("12 MB", |dir| fs::write(dir.join("a.sql"), vec![b' '; 12 << 20]).unwrap(), &[(Code::TooLarge, "a.sql")]),
            (
                "a link out",
                |dir| {
                    fs::remove_file(dir.join("a.sql")).unwrap();
                    symlink("/etc/passwd", dir.join("a.sql")).unwrap();
                },
                &[(Code::NotAFile, "a.sql")],
            ),
            (
                "a link inside",
                |dir| {
                    fs::remove_file(dir.join("a.sql")).unwrap();
                    symlink("b.sql", dir.join("a.sql")).unwrap();
                },
                &[(Code::NotAFile, "a.sql")],
            ),
            (
                "a pipe that nobody writes to",
                |dir| {
                    fs::remove_file(dir.join("a.sql")).unwrap();
                    mknodat(CWD, dir.join("a.sql"), FileType::Fifo, Mode::RUSR | Mode::WUSR, 0).unwrap();
                },
                &[(Code::NotAFile, "a.sql")],
            ),
            (
                "a folder",
                |dir| {
                    fs::remove_file(dir.join("a.sql")).unwrap();
                    fs::create_dir(dir.join("a.sql")).unwrap();
                },
                &[(Code::NotAFile, "a.sql")],
            ),
        ];
        for (what, change, found) in cases {
            let dir = tempfile::tempdir().unwrap();
            for name in wanted() {
                fs::write(dir.path().join(name), "SELECT 1;\n").unwrap();
            }
            change(dir.path());
            let answer = Submission::from_folder(dir.path(), &wanted(), &["task.md"]).unwrap();
            let found: Vec<_> = found.iter().map(|(code, file)| (*code, (*file).to_owned())).collect();
            assert_eq!(codes(&answer), found, "{what}");
        }
    }

    #[test]
    fn folders_themselves_are_no_links() {
        let dir = tempfile::tempdir().unwrap();
        fs::create_dir(dir.path().join("real")).unwrap();
        symlink("real", dir.path().join("link")).unwrap();
        fs::write(dir.path().join("file"), "").unwrap();
        for (name, code) in [("none", Code::NoAnswer), ("link", Code::NotAFile), ("file", Code::NotAFile)] {
            let answer = Submission::from_folder(&dir.path().join(name), &wanted(), &[]).unwrap();
            assert_eq!(answer.problems.iter().map(|finding| finding.code).collect::<Vec<_>>(), [code], "{name}");
        }
    }

    #[test]
    fn single_files_may_have_any_name() {
        let dir = tempfile::tempdir().unwrap();
        let one = vec!["a.sql".to_owned()];
        let path = dir.path().join("mine.txt");
        fs::write(&path, "\u{feff}SELECT 1;\r\nSELECT 2;\r\n").unwrap();
        let answer = Submission::from_file(&path, &one).unwrap();
        assert_eq!(answer.files.get("a.sql").map(String::as_str), Some("SELECT 1;\nSELECT 2;\n"));
        assert_eq!(codes(&Submission::from_file(&path, &wanted()).unwrap()), [(Code::MissingFile, "b.sql".to_owned())]);
        for (path, code) in [("/dev/zero", Code::NotAFile), ("/no/such", Code::MissingFile), ("/", Code::NotAFile)] {
            let answer = Submission::from_file(Path::new(path), &one).unwrap();
            assert_eq!(codes(&answer), [(code, "a.sql".to_owned())], "{path}");
        }
    }

    #[test]
    fn the_size_is_bounded_to_the_byte() {
        for (size, fits) in [(FILE_BYTES, true), (FILE_BYTES + 1, false)] {
            let mut answer = Submission::default();
            answer.take("a.sql", vec![b' '; usize::try_from(size).unwrap()]);
            assert_eq!(answer.problems.is_empty(), fits);
        }
    }
}
