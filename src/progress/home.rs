//! The data folder.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

/// The folder that holds everything kept: `progress.db`, `settings.toml`, `keys.toml`, `answers/`, `archive/`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Home(PathBuf);

impl Home {
    /// The folder of `--home`, else of `SAGABOOK_HOME` (both passed in), else the system's folder for data of programs.
    /// None where the system names none (no home folder); nothing is created.
    #[must_use]
    pub fn find(flag: Option<PathBuf>, variable: Option<OsString>) -> Option<Self> {
        flag.or_else(|| variable.filter(|value| !value.is_empty()).map(PathBuf::from))
            .or_else(|| directories::ProjectDirs::from("", "", "sagabook").map(|dirs| dirs.data_dir().to_owned()))
            .map(Self)
    }

    /// This folder.
    #[must_use]
    pub fn at(folder: impl Into<PathBuf>) -> Self {
        Self(folder.into())
    }

    /// The folder itself.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.0
    }

    /// The file of the [`super::Store`].
    #[must_use]
    pub fn store(&self) -> PathBuf {
        self.0.join("progress.db")
    }

    /// The file of [`super::Settings`].
    #[must_use]
    pub fn settings(&self) -> PathBuf {
        self.0.join(super::settings::FILE)
    }

    /// The file that changes the keys of the workbook.
    #[must_use]
    pub fn keys(&self) -> PathBuf {
        self.0.join("keys.toml")
    }

    /// Where answers are where there is no workspace: a folder per exercise.
    #[must_use]
    pub fn answers(&self) -> PathBuf {
        self.0.join("answers")
    }

    /// Where answers go when an exercise is reset: `archive/<exercise>/<n>/`.
    #[must_use]
    pub fn archive(&self) -> PathBuf {
        self.0.join("archive")
    }
}

#[cfg(test)]
mod tests {
    use super::Home;

    #[test]
    fn the_flag_beats_the_variable() {
        let find = |flag: Option<&str>, variable: Option<&str>| {
            Home::find(flag.map(Into::into), variable.map(Into::into)).map(|home| home.path().display().to_string())
        };
        assert_eq!(find(Some("/a"), Some("/b")).as_deref(), Some("/a"));
        assert_eq!(find(None, Some("/b")).as_deref(), Some("/b"));
        assert_eq!(find(None, Some("")), find(None, None));
    }
}
