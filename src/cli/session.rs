//! One run of the program: language, streams, data folder, course and store, each opened when it is first needed.

use std::cell::{LazyCell, OnceCell};
use std::io::{IsTerminal, Write};
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::{SystemTime, UNIX_EPOCH};

use super::args::{Color, Command, Global};
use super::command;
use super::fail::{Done, Fail, FailKind};
use super::names::nearest;
use super::out::{self, Out};
use super::plain;
use crate::base::{Lang, Safe, Slug, Strings, languages};
use crate::course::{Catalog, Course, Problem};
use crate::progress::{Answers, Home, Opened, Settings, Store, WallTime};

/// See the module.
#[derive(Debug)]
pub(super) struct Session {
    /// Standard output.
    pub out: Out,
    /// The program's words, read when the first is needed: the workbook has its own.
    pub strings: LazyStrings,
    /// Whether `--lang` was given: what machines read is English without it, whatever the machine's language.
    pub lang_given: bool,
    /// Global options.
    pub global: Global,
    lang: Lang,
    home: Option<Home>,
    course: OnceCell<Course>,
    settings: Settings,
    /// What is wrong in the files of settings.
    faults: Vec<Problem>,
}

type LazyStrings = LazyCell<Strings, Box<dyn FnOnce() -> Strings>>;

fn words(lang: &Lang) -> LazyStrings {
    let lang = lang.clone();
    LazyCell::new(Box::new(move || Strings::new(&lang)))
}

impl Session {
    pub(super) fn new(global: &Global) -> Self {
        let home = Home::find(global.home.clone(), std::env::var_os("SAGABOOK_HOME"));
        let (settings, faults) = home.as_ref().map(Settings::read).unwrap_or_default();
        let chosen = global.lang.clone().or_else(|| settings.language.clone());
        let lang = chosen.or_else(locale).unwrap_or_else(english);
        Self {
            out: Out::new(global.color, global.ascii || settings.ascii),
            strings: words(&lang),
            lang_given: global.lang.is_some(),
            global: global.clone(),
            lang,
            home,
            course: OnceCell::new(),
            settings,
            faults,
        }
    }

    /// Runs a command; none opens the workbook.
    pub(super) fn run(&mut self, command: Option<Command>) -> Done {
        self.refuse_unknown_language()?;
        match command {
            None if self.global.plain => plain::run(self),
            None => command::open::run(self),
            Some(Command::List(args)) => command::list::run(self, &args),
            Some(Command::Read(args)) => command::read::run(self, &args),
            Some(Command::Show(args)) => command::show::run(self, &args),
            Some(Command::Init(args)) => command::init::run(self, &args),
            Some(Command::Check(args)) => command::check::run(self, &args),
            Some(Command::Hint(args)) => command::hint::run(self, &args),
            Some(Command::Solution(args)) => command::solution::run(self, &args),
            Some(Command::Card(args)) => command::card::run(self, &args),
            Some(Command::Trace(args)) => command::trace::run(self, &args),
            Some(Command::Reset(args)) => command::reset::run(self, &args),
            Some(Command::Progress(args)) => command::progress::run(self, &args),
            Some(Command::Review(args)) => command::review::run(self, &args),
            Some(Command::Pack(args)) => command::pack::run(self, &args),
            Some(Command::Search(args)) => command::search::run(self, &args),
            Some(Command::Glossary(args)) => command::glossary::run(self, &args),
            Some(Command::Completions(args)) => command::completions::run(self, &args),
            Some(Command::Man(args)) => command::man::run(self, &args),
            Some(Command::Doctor(args)) => command::doctor::run(self, &args),
        }
    }

    /// Says what went wrong, if anything, and gives the exit code.
    pub(super) fn end(mut self, done: Done) -> ExitCode {
        let written = self.out.end();
        let code = match done {
            Ok(verdict) => verdict.code(),
            Err(fail) => {
                self.say("cli-error", "31", &fail.message);
                fail.kind.code()
            }
        };
        if let Err(error) = written {
            self.say("cli-error", "31", &Fail::system(&self.strings, "stdout", &error).message);
            return ExitCode::from(FailKind::Machine.code().max(code));
        }
        ExitCode::from(code)
    }

    /// Why something was not done, where the program goes on.
    pub(super) fn complain(&mut self, fail: &Fail) {
        self.out.flush();
        self.say("cli-error", "31", &fail.message);
    }

    /// Something the reader must know that is no result: to standard error, always.
    pub(super) fn warn(&self, message: &str) {
        self.say("cli-warning", "33", message);
    }

    /// Something that helps a person at a terminal: to standard error, only if that is one.
    pub(super) fn note(message: &str) {
        if std::io::stderr().is_terminal() {
            let _ = writeln!(std::io::stderr(), "{message}");
        }
    }

    fn say(&self, label: &str, color: &str, message: &str) {
        let mut stderr = std::io::stderr();
        let colored = out::colored(self.global.color, stderr.is_terminal());
        let label = self.strings.get(label);
        let mut text = String::new();
        for (number, line) in message.lines().enumerate() {
            match number {
                0 if colored => text.push_str(&format!("\x1b[1;{color}m{label}\x1b[0m {line}\n")),
                0 => text.push_str(&format!("{label} {line}\n")),
                _ if line.is_empty() => text.push('\n'),
                _ => text.push_str(&format!("  {line}\n")),
            }
        }
        let _ = stderr.write_all(text.as_bytes());
    }

    /// A text of the program.
    pub(super) fn text(&self, id: &str) -> String {
        self.strings.get(id)
    }

    /// The language of texts.
    pub(super) fn lang(&self) -> &Lang {
        &self.lang
    }

    /// What the reader has chosen.
    pub(super) fn settings(&self) -> &Settings {
        &self.settings
    }

    /// What is wrong in the files of settings.
    pub(super) fn faults(&self) -> &[Problem] {
        &self.faults
    }

    /// For documents that programs read: English unless `--lang` says else.
    pub(super) fn speak_to_machines(&mut self) {
        if !self.lang_given {
            self.lang = english();
            self.strings = words(&self.lang);
        }
    }

    /// Now.
    #[expect(clippy::disallowed_methods, reason = "the one clock of the command line")]
    pub(super) fn now() -> WallTime {
        let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        WallTime(i64::try_from(since.as_millis()).unwrap_or(i64::MAX))
    }

    /// The data folder.
    pub(super) fn home(&self) -> Result<&Home, Fail> {
        self.home.as_ref().ok_or_else(|| Fail::usage(&self.strings, "cli-no-home", &[]))
    }

    /// The answers of the workspace or the data folder.
    pub(super) fn answers(&self) -> Result<Answers, Fail> {
        let current = std::env::current_dir().unwrap_or_else(|_| PathBuf::from("."));
        Ok(Answers::find(self.home()?, &current))
    }

    /// The store, opened for saving; what is wrong with it is a warning.
    pub(super) fn store(&self) -> Result<Store, Fail> {
        Ok(self.told(self.open_store()?))
    }

    /// As [`Session::store`], with what is wrong for the caller to tell.
    pub(super) fn open_store(&self) -> Result<Opened, Fail> {
        Ok(Store::open(self.home()?))
    }

    /// The store, for looking: nothing is made where there is none.
    pub(super) fn look(&self) -> Store {
        self.told(self.peek())
    }

    /// As [`Session::look`], with what is wrong for the caller to tell.
    pub(super) fn peek(&self) -> Opened {
        match &self.home {
            Some(home) => Store::peek(home),
            None => Opened { store: Store::in_memory(), notice: None },
        }
    }

    fn told(&self, opened: Opened) -> Store {
        if let Some(notice) = opened.notice {
            self.warn(&notice.message(&self.strings));
        }
        opened.store
    }

    /// A save that must not stop the command: what was refused is a warning.
    pub(super) fn saved<T>(&self, saved: Result<T, crate::progress::Fault>) -> Option<T> {
        saved.map_err(|fault| self.warn(&fault.message(&self.strings))).ok()
    }

    /// The course with the packs asked for.
    pub(super) fn course(&self) -> Result<&Course, Fail> {
        if let Some(course) = self.course.get() {
            return Ok(course);
        }
        let course = Course::open(&self.global.pack).map_err(|problems| Fail::content(&self.strings, &problems))?;
        Ok(self.course.get_or_init(|| course))
    }

    /// The course, to be kept by the caller.
    pub(super) fn take_course(&mut self) -> Result<Course, Fail> {
        self.course()?;
        Ok(self.course.take().expect("it was opened above"))
    }

    /// The id of an exercise that is there, from its name or a former one.
    pub(super) fn exercise(&self, name: &str) -> Result<Slug, Fail> {
        let catalog = self.course()?.catalog();
        if let Some((_, card)) = catalog.exercise(name) {
            return Ok(card.slug.clone());
        }
        Err(self.no_such("exercise", name, exercises(catalog)))
    }

    /// There is no such thing; perhaps something near was meant.
    pub(super) fn no_such<'a>(&self, kind: &str, name: &str, there: impl IntoIterator<Item = &'a str>) -> Fail {
        let shown = Safe::line(name).into_string();
        let near = nearest(name, there).map_or_else(String::new, |near| Safe::line(near).into_string());
        let hint = if near.is_empty() { "none" } else { "near" };
        Fail::usage(
            &self.strings,
            "cli-no-such",
            &[("kind", kind.into()), ("name", shown.into()), ("hint", hint.into()), ("near", near.into())],
        )
    }

    fn refuse_unknown_language(&self) -> Result<(), Fail> {
        let Some(lang) = &self.global.lang else { return Ok(()) };
        if languages().contains(lang) || self.course().is_ok_and(|course| course.catalog().languages.contains(lang)) {
            return Ok(());
        }
        let there: Vec<String> = languages().iter().map(ToString::to_string).collect();
        let args = [("lang", lang.as_str().into()), ("there", there.join(", ").into())];
        Err(Fail::usage(&self.strings, "cli-no-such-language", &args))
    }

    /// Whether an error stream of a person is there for a progress bar.
    pub(super) fn shows_bars(&self) -> bool {
        std::io::stderr().is_terminal() && self.global.color != Color::Never
    }
}

/// Ids of all exercises.
pub(super) fn exercises(catalog: &Catalog) -> impl Iterator<Item = &str> {
    catalog.chapters.iter().flat_map(|chapter| &chapter.exercises).map(|card| card.slug.as_str())
}

/// Ids of all lessons.
pub(super) fn lessons(catalog: &Catalog) -> impl Iterator<Item = &str> {
    catalog.chapters.iter().flat_map(|chapter| &chapter.lessons).map(|card| card.slug.as_str())
}

fn locale() -> Option<Lang> {
    let value = ["LC_ALL", "LC_MESSAGES", "LANG"]
        .into_iter()
        .find_map(|name| std::env::var(name).ok().filter(|value| !value.is_empty()))?;
    Lang::of_locale(&value).filter(|lang| languages().contains(lang))
}

fn english() -> Lang {
    Lang::new("en").expect("`en` is a language code")
}
