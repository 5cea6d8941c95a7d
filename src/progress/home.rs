//! Where things are kept: the data folder, and the one for settings.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

/// The folder that holds everything kept: `progress.db`, `answers/`, `archive/`, and where no other is meant for them,
/// `settings.toml` and `keys.toml`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Home {
    data: PathBuf,
    /// The system's folder for settings, where the data folder is the system's too.
    config: Option<PathBuf>,
}

impl Home {
    /// The folder of `--home`, else of `SAGABOOK_HOME` (both passed in), else the system's folder for data of programs.
    /// Settings are beside the data in a folder that was named, else in the system's folder for them. None where the
    /// system names none (no home folder); nothing is created.
    #[must_use]
    pub fn find(flag: Option<PathBuf>, variable: Option<OsString>) -> Option<Self> {
        let named = flag.or_else(|| variable.filter(|value| !value.is_empty()).map(PathBuf::from));
        named.map(Self::at).or_else(|| {
            let dirs = directories::ProjectDirs::from("", "", "sagabook")?;
            Some(Self { data: dirs.data_dir().to_owned(), config: Some(dirs.config_dir().to_owned()) })
        })
    }

    /// This folder.
    #[must_use]
    pub fn at(folder: impl Into<PathBuf>) -> Self {
        Self { data: folder.into(), config: None }
    }

    /// The folder itself.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.data
    }

    /// The file of the [`super::Store`].
    #[must_use]
    pub fn store(&self) -> PathBuf {
        self.data.join("progress.db")
    }

    /// The file of [`super::Settings`].
    #[must_use]
    pub fn settings(&self) -> PathBuf {
        self.habits(super::settings::FILE)
    }

    /// The file that changes the keys of the workbook.
    #[must_use]
    pub fn keys(&self) -> PathBuf {
        self.habits("keys.toml")
    }

    /// A file of habits. One that an earlier version left with the data stays in force until there is another.
    fn habits(&self, name: &str) -> PathBuf {
        let beside = self.data.join(name);
        match self.config.as_ref().map(|config| config.join(name)) {
            // Who keeps habits in a repository of dotfiles links to them; the file there is read and written.
            Some(own) if own.is_symlink() => own.canonicalize().unwrap_or(own),
            Some(own) if own.exists() || !beside.exists() => own,
            Some(_) | None => beside,
        }
    }

    /// Where answers are where there is no workspace: a folder per exercise.
    #[must_use]
    pub fn answers(&self) -> PathBuf {
        self.data.join("answers")
    }

    /// Where answers go when an exercise is reset: `archive/<exercise>/<n>/`.
    #[must_use]
    pub fn archive(&self) -> PathBuf {
        self.data.join("archive")
    }
}

#[cfg(test)]
mod tests {
    use super::Home;

    #[test]
    fn habits_are_in_the_folder_for_them_but_for_what_was_left_with_the_data() {
        let folder = tempfile::tempdir().expect("a folder");
        let (data, config) = (folder.path().join("data"), folder.path().join("config"));
        let home = Home { data: data.clone(), config: Some(config.clone()) };
        assert_eq!((home.settings(), home.keys()), (config.join("settings.toml"), config.join("keys.toml")));
        std::fs::create_dir(&data).expect("it is new");
        std::fs::write(data.join("settings.toml"), "ascii = true").expect("it is written");
        assert_eq!((home.settings(), home.keys()), (data.join("settings.toml"), config.join("keys.toml")));
        std::fs::create_dir(&config).expect("it is new");
        std::fs::write(config.join("settings.toml"), "").expect("it is written");
        assert_eq!(home.settings(), config.join("settings.toml"));
        let dotfiles = folder.path().canonicalize().expect("it is there").join("mine.toml");
        std::fs::write(&dotfiles, "").expect("it is written");
        std::os::unix::fs::symlink(&dotfiles, config.join("keys.toml")).expect("it is new");
        assert_eq!(home.keys(), dotfiles);
        assert_eq!(Home::at(&data).settings(), data.join("settings.toml"));
    }

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
