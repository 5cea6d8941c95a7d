//! Settings: a TOML file in the data folder that a person may write as well as the program.
//!
//! What cannot be taken is named with its line and column, and the default stands in for it. A change from the workbook
//! replaces one value in the text, so that comments and order stay.

use std::ops::Range;
use std::path::Path;

use toml::de::{DeTable, DeValue};

use super::Home;
use super::files::{self, Unread};
use crate::base::{Lang, Safe, Strings, languages};
use crate::course::{Problem, place, toml_fault};

/// Largest settings file, in bytes.
const LARGEST: u64 = 64 * 1024;

/// How the workbook is to look.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Theme {
    /// As the terminal's ground asks for.
    #[default]
    Auto,
    /// Light letters on a dark ground.
    Dark,
    /// Dark letters on a light ground.
    Light,
    /// Bright letters on black.
    HighContrast,
    /// No colours.
    NoColor,
}

impl Theme {
    /// All themes, in the order of the settings screen.
    pub const ALL: [Self; 5] = [Self::Auto, Self::Dark, Self::Light, Self::HighContrast, Self::NoColor];

    /// As the file names it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Auto => "auto",
            Self::Dark => "dark",
            Self::Light => "light",
            Self::HighContrast => "high-contrast",
            Self::NoColor => "no-color",
        }
    }

    /// The theme of a name.
    #[must_use]
    pub fn of(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|theme| theme.name() == name)
    }
}

/// How much may move on the screen by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Motion {
    /// Seconds count while work goes on.
    #[default]
    Full,
    /// Nothing moves but what the reader moves.
    Reduced,
}

impl Motion {
    /// Both, in the order of the settings screen.
    pub const ALL: [Self; 2] = [Self::Full, Self::Reduced];

    /// As the file names it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Full => "full",
            Self::Reduced => "reduced",
        }
    }
}

/// The keys of the editor.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Keys {
    /// Those of plain editors.
    #[default]
    Plain,
    /// Those of vim.
    Vim,
}

impl Keys {
    /// Both, in the order of the settings screen.
    pub const ALL: [Self; 2] = [Self::Plain, Self::Vim];

    /// As the file names it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Plain => "plain",
            Self::Vim => "vim",
        }
    }
}

/// A setting; each has a key in the file and a row in the settings screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Setting {
    /// The language of texts and program.
    Language,
    /// The theme.
    Theme,
    /// Whether only ASCII is drawn for lines and marks.
    Ascii,
    /// Whether the mouse is for the workbook.
    Mouse,
    /// How much may move by itself.
    Motion,
    /// The keys of the editor.
    Editor,
}

impl Setting {
    /// All settings, in the order of the settings screen.
    pub const ALL: [Self; 6] = [Self::Language, Self::Theme, Self::Ascii, Self::Mouse, Self::Motion, Self::Editor];

    /// Its key in the file.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Language => "language",
            Self::Theme => "theme",
            Self::Ascii => "ascii",
            Self::Mouse => "mouse",
            Self::Motion => "motion",
            Self::Editor => "editor",
        }
    }

    /// The values that it can have, as the file writes them, quotation marks aside.
    #[must_use]
    pub fn choices(self) -> Vec<String> {
        match self {
            Self::Language => languages().iter().map(ToString::to_string).collect(),
            Self::Theme => Theme::ALL.iter().map(|theme| theme.name().to_owned()).collect(),
            Self::Ascii | Self::Mouse => vec![false.to_string(), true.to_string()],
            Self::Motion => Motion::ALL.iter().map(|motion| motion.name().to_owned()).collect(),
            Self::Editor => Keys::ALL.iter().map(|keys| keys.name().to_owned()).collect(),
        }
    }

    fn written(self, value: &str) -> String {
        match self {
            Self::Language | Self::Theme | Self::Motion | Self::Editor => format!("\"{value}\""),
            Self::Ascii | Self::Mouse => value.to_owned(),
        }
    }
}

/// The settings of one reader.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settings {
    /// The language chosen; none asks the system.
    pub language: Option<Lang>,
    /// The theme.
    pub theme: Theme,
    /// Whether only ASCII is drawn for lines and marks.
    pub ascii: bool,
    /// Whether the mouse is for the workbook; else it is the terminal's.
    pub mouse: bool,
    /// How much may move by itself.
    pub motion: Motion,
    /// The keys of the editor.
    pub editor: Keys,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            language: None,
            theme: Theme::Auto,
            ascii: false,
            mouse: true,
            motion: Motion::Full,
            editor: Keys::Plain,
        }
    }
}

impl Settings {
    /// The settings of a data folder, and what is wrong with its file; the defaults where there is none.
    #[must_use]
    pub fn read(home: &Home) -> (Self, Vec<Problem>) {
        match text(&home.settings()) {
            Ok(text) => Self::parse(&text),
            Err(problem) => (Self::default(), vec![problem]),
        }
    }

    /// The settings of a file's text, and everything that is wrong with it.
    #[must_use]
    pub fn parse(text: &str) -> (Self, Vec<Problem>) {
        let mut settings = Self::default();
        let (table, errors) = DeTable::parse_recoverable(text);
        if !errors.is_empty() {
            // Where the parser has lost its way, what it believes to have read is not to be trusted.
            return (settings, errors.iter().map(|error| no_toml(FILE, text, error)).collect());
        }
        let mut problems = Vec::new();
        for (key, value) in table.get_ref() {
            let problem = |code, span: Range<usize>| {
                let (line, column) = place(text, span.start);
                Problem::new(code).with("key", key.get_ref()).at(FILE, line, column)
            };
            let Some(setting) = Setting::ALL.into_iter().find(|it| it.name() == key.get_ref().as_ref()) else {
                let names = Setting::ALL.map(Setting::name).join(", ");
                problems.push(problem("settings-unknown", key.span()).with("allowed", names));
                continue;
            };
            let taken = match (setting, value.get_ref()) {
                (Setting::Ascii | Setting::Mouse, DeValue::Boolean(yes)) => settings.set(setting, &yes.to_string()),
                (Setting::Language | Setting::Theme | Setting::Motion | Setting::Editor, DeValue::String(word)) => {
                    settings.set(setting, word)
                }
                _ => false,
            };
            if !taken {
                let allowed: Vec<String> = setting.choices().iter().map(|value| setting.written(value)).collect();
                problems.push(problem("settings-value", value.span()).with("allowed", allowed.join(", ")));
            }
        }
        (settings, problems)
    }

    /// The value of a setting, as the file writes it; empty for a language not chosen.
    #[must_use]
    pub fn get(&self, setting: Setting) -> String {
        match setting {
            Setting::Language => self.language.as_ref().map(ToString::to_string).unwrap_or_default(),
            Setting::Theme => self.theme.name().to_owned(),
            Setting::Ascii => self.ascii.to_string(),
            Setting::Mouse => self.mouse.to_string(),
            Setting::Motion => self.motion.name().to_owned(),
            Setting::Editor => self.editor.name().to_owned(),
        }
    }

    /// Gives a setting a value; whether it can have it.
    pub fn set(&mut self, setting: Setting, value: &str) -> bool {
        if !setting.choices().iter().any(|choice| choice == value) {
            return false;
        }
        match setting {
            Setting::Language => self.language = Lang::new(value),
            Setting::Theme => self.theme = Theme::of(value).unwrap_or_default(),
            Setting::Ascii => self.ascii = value == "true",
            Setting::Mouse => self.mouse = value == "true",
            Setting::Motion => {
                self.motion = Motion::ALL.into_iter().find(|motion| motion.name() == value).unwrap_or_default();
            }
            Setting::Editor => {
                self.editor = Keys::ALL.into_iter().find(|keys| keys.name() == value).unwrap_or_default();
            }
        }
        true
    }

    /// Keeps one setting in the file; everything else in it stays as it was written.
    ///
    /// # Errors
    /// The file cannot be read or written, or is no TOML; it is then left alone.
    pub fn keep(home: &Home, setting: Setting, value: &str) -> Result<(), Problem> {
        let changed = with(&text(&home.settings())?, setting, value)?;
        let path = home.settings();
        let refused = |error: &std::io::Error| Problem::new("settings-not-saved").with("detail", error).at(FILE, 0, 0);
        let folder = path.parent().unwrap_or(home.path());
        std::fs::create_dir_all(folder).map_err(|error| refused(&error))?;
        files::write(&path, changed.as_bytes()).map_err(|why| match why {
            Unread::System(error) => refused(&error),
            Unread::Missing | Unread::NotAFile | Unread::TooLarge => unreadable(&path),
        })
    }
}

/// What is wrong, one line each: where, what, what to do.
#[must_use]
pub fn told(problems: &[Problem], strings: &Strings) -> String {
    let line = |problem: &Problem| {
        let place = match (problem.line, problem.column) {
            (0, _) => Safe::line(&problem.file).into_string(),
            (line, column) => format!("{}:{line}:{column}", Safe::line(&problem.file)),
        };
        format!("{place}: {}", problem.message(strings))
    };
    problems.iter().map(line).collect::<Vec<_>>().join("\n")
}

/// The name of the file.
pub(super) const FILE: &str = "settings.toml";

/// A file's text with one setting changed.
fn with(text: &str, setting: Setting, value: &str) -> Result<String, Problem> {
    let table = DeTable::parse(text).map_err(|error| no_toml(FILE, text, &error))?;
    let written = setting.written(value);
    let mut out = text.to_owned();
    let there = table.get_ref().iter().find(|(key, _)| key.get_ref() == setting.name());
    if let Some((_, old)) = there {
        out.replace_range(old.span(), &written);
        return Ok(out);
    }
    // Before the first table: behind it, the line would be part of that.
    let table_at = table.get_ref().values().filter(|it| it.get_ref().is_table()).map(|it| it.span().start).min();
    let at = table_at.map_or(out.len(), |at| out[..at].rfind('\n').map_or(0, |at| at + 1));
    let gap = if at > 0 && !out[..at].ends_with('\n') { "\n" } else { "" };
    out.insert_str(at, &format!("{gap}{} = {written}\n", setting.name()));
    Ok(out)
}

/// The text of the file that changes keys; empty where there is none.
///
/// # Errors
/// It cannot be read.
pub fn keys_text(home: &Home) -> Result<String, Problem> {
    text(&home.keys())
}

/// The file's text; empty where there is none.
fn text(path: &Path) -> Result<String, Problem> {
    match files::read(path, LARGEST) {
        Ok(bytes) => String::from_utf8(bytes).map_err(|_| unreadable(path)),
        Err(Unread::Missing) => Ok(String::new()),
        Err(Unread::NotAFile | Unread::TooLarge) => Err(unreadable(path)),
        Err(Unread::System(error)) => Err(unreadable(path).with("detail", error)),
    }
}

fn unreadable(path: &Path) -> Problem {
    Problem::new("settings-unreadable").at(&path.display().to_string(), 0, 0)
}

/// What the TOML parser says, in the words that problems of packs have.
#[must_use]
pub fn no_toml(file: &str, text: &str, error: &toml::de::Error) -> Problem {
    let (line, column) = place(text, error.span().map_or(0, |span| span.start));
    Problem::new("pack-toml")
        .with("how", toml_fault(error.message()))
        .with("message", error.message())
        .at(file, line, column)
}

#[cfg(test)]
mod tests;
