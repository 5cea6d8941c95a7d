//! `pack new`: a small pack that verifies, to be filled in.

use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::path::Path;

macro_rules! files {
    ($($path:literal,)*) => {
        /// The files of a new pack, by path in it.
        const FILES: &[(&str, &str)] = &[$(($path, include_str!(concat!("../../../assets/new-pack/", $path))),)*];
    };
}

files! {
    "pack.toml",
    "lessons/concepts.toml",
    "lessons/setup/library.sql",
    "lessons/01-first-chapter/chapter.toml",
    "lessons/01-first-chapter/01-first-lesson/en.md",
    "lessons/01-first-chapter/01-first-lesson/ko.md",
    "exercises/01-first-chapter/give-back/exercise.toml",
    "exercises/01-first-chapter/give-back/text.en.toml",
    "exercises/01-first-chapter/give-back/text.ko.toml",
    "exercises/01-first-chapter/give-back/task.en.md",
    "exercises/01-first-chapter/give-back/task.ko.md",
    "exercises/01-first-chapter/give-back/after.en.md",
    "exercises/01-first-chapter/give-back/after.ko.md",
    "exercises/01-first-chapter/give-back/setup/library.sql",
    "exercises/01-first-chapter/give-back/setup/shown.sql",
    "exercises/01-first-chapter/give-back/starter/give-back.sql",
    "exercises/01-first-chapter/give-back/solution/give-back.sql",
    "exercises/01-first-chapter/give-back/wrong/gives-all-back/give-back.sql",
    "exercises/01-first-chapter/give-back/wrong/two-statements/give-back.sql",
    "exercises/01-first-chapter/give-back/wrong/delete-only/give-back.sql",
    "exercises/01-first-chapter/give-back/alt/other-order/give-back.sql",
}

/// Writes a new pack into a folder, which is made where it is not there; says the paths written.
///
/// # Errors
/// [`io::ErrorKind::AlreadyExists`] where the folder holds something already; what else the system says.
pub fn scaffold(folder: &Path) -> io::Result<Vec<&'static str>> {
    fs::create_dir_all(folder)?;
    if fs::read_dir(folder)?.next().is_some() {
        return Err(io::Error::new(io::ErrorKind::AlreadyExists, "the folder is not empty"));
    }
    for (path, text) in FILES {
        let path = folder.join(path);
        fs::create_dir_all(path.parent().expect("every file of a pack is in a folder"))?;
        OpenOptions::new().write(true).create_new(true).open(path)?.write_all(text.as_bytes())?;
    }
    Ok(FILES.iter().map(|(path, _)| *path).collect())
}
