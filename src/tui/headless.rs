//! The workbook without a terminal: keys in, buffers out. For tests, pictures and documentation.
//!
//! ```
//! use sagabook::base::Lang;
//! use sagabook::course::Course;
//! use sagabook::tui::headless::Headless;
//!
//! let course = Course::built_in().expect("the built-in pack reads");
//! let mut workbook = Headless::new(course, &Lang::new("en").expect("a code"), (80, 24));
//! workbook.keys("? esc");
//! assert_eq!(workbook.lines().len(), 24);
//! ```

use std::time::{Duration, Instant};

use ratatui::buffer::Buffer;
use ratatui::layout::Position;

use super::clock::Clock;
use super::edge::{Edge, Options};
use super::key::Key;
use super::keymap::Keymap;
use super::model::{Model, Msg};
use super::mouse::{Mouse, MouseKind};
use super::theme::Ground;
use super::view;
use super::watcher::Watcher;
use super::worker::Worker;
use crate::base::{Lang, width};
use crate::course::Course;
use crate::grade::Judge;
use crate::progress::{Answers, Home, Means, Setting, Settings, Store, Theme, WallTime};

/// A workbook in memory, with answers in a temporary folder that goes with it.
pub struct Headless {
    edge: Edge,
    model: Model,
    folder: tempfile::TempDir,
}

impl Headless {
    /// A workbook that nobody has used.
    ///
    /// # Panics
    /// The system has no temporary folder.
    #[must_use]
    pub fn new(course: Course, lang: &Lang, size: (u16, u16)) -> Self {
        let folder = tempfile::tempdir().expect("there is a temporary folder");
        let home = Home::at(folder.path());
        let options = Options {
            course,
            store: Store::in_memory(),
            answers: Answers::find(&home, folder.path()),
            lang: lang.clone(),
            ascii: false,
            color: true,
            ground: Some(Ground::Dark),
            home,
            settings: Settings::default(),
            keys: Keymap::default(),
            notice: None,
        };
        let (edge, model) = Edge::open(options, size);
        Self { edge, model, folder }
    }

    /// With a judge of its own that does its work in this process: for trusted answers.
    ///
    /// # Panics
    /// The system starts no thread.
    #[must_use]
    pub fn with_judge(mut self) -> Self {
        let worker = Worker::start(|| Ok(Judge::in_process())).expect("the system starts a thread");
        self.edge.employ(worker);
        self
    }

    /// With eyes for what other programs save in the answers that it opens from now on.
    ///
    /// # Panics
    /// The system starts no thread.
    #[must_use]
    pub fn with_watcher(mut self) -> Self {
        self.edge.attend(Watcher::start(Means::System).expect("the system starts a thread"));
        self
    }

    /// Puts the clock to a moment, where it stands still (days are those of UTC), and counts the cards due.
    pub fn at(&mut self, at: WallTime) -> &mut Self {
        self.edge.clock = Clock::Still(at);
        for msg in self.edge.look_over() {
            self.edge.turn(&mut self.model, msg);
        }
        self
    }

    /// The folder with the answers.
    #[must_use]
    pub fn folder(&self) -> &std::path::Path {
        self.folder.path()
    }

    /// Takes keys in their notation, separated by spaces: `down enter ctrl-s`.
    ///
    /// # Panics
    /// One of them is no key.
    pub fn keys(&mut self, keys: &str) -> &mut Self {
        for notation in keys.split_whitespace() {
            let key = Key::parse(notation).unwrap_or_else(|| panic!("`{notation}` is a key"));
            self.edge.turn(&mut self.model, Msg::Key(key));
        }
        self
    }

    /// Types a text, letter by letter.
    pub fn typed(&mut self, text: &str) -> &mut Self {
        for c in text.chars() {
            let code = if c == '\n' { super::key::Code::Enter } else { super::key::Code::Char(c) };
            self.edge.turn(&mut self.model, Msg::Key(Key::plain(code)));
        }
        self
    }

    /// Clicks on the first place where the screen shows a text.
    ///
    /// # Panics
    /// It shows it nowhere.
    pub fn click(&mut self, text: &str) -> &mut Self {
        let lines = self.lines();
        let found = lines.iter().enumerate().find_map(|(row, line)| Some((width(&line[..line.find(text)?]), row)));
        let (column, row) = found.unwrap_or_else(|| panic!("{text} is shown:\n{}", lines.join("\n")));
        let number = |n: usize| u16::try_from(n).expect("a screen is not that large");
        self.mouse(number(column), number(row), MouseKind::Click(1))
    }

    /// The mouse at a cell.
    pub fn mouse(&mut self, column: u16, row: u16, kind: MouseKind) -> &mut Self {
        self.take(Msg::Mouse(Mouse { column, row, kind }))
    }

    /// Takes any message.
    pub fn take(&mut self, msg: Msg) -> &mut Self {
        self.edge.turn(&mut self.model, msg);
        self
    }

    /// Waits until the worker has done all that it was asked for.
    ///
    /// # Panics
    /// It does not within ten seconds.
    pub fn settle(&mut self) -> &mut Self {
        let mut done = false;
        while !done {
            done = self.edge.worker().is_none_or(Worker::is_idle);
            assert!(
                done || self.news(Instant::now() + Duration::from_secs(10)),
                "the worker is done within ten seconds"
            );
        }
        self
    }

    /// Waits until `until` holds of the screen's lines; whether it did within ten seconds.
    pub fn wait(&mut self, until: impl Fn(&[String]) -> bool) -> bool {
        let end = Instant::now() + Duration::from_secs(10);
        while !until(&self.lines()) {
            if !self.news(end) {
                return false;
            }
        }
        true
    }

    /// Waits for something from the worker or the watcher and takes it; false where nothing comes until `end`.
    fn news(&mut self, end: Instant) -> bool {
        let fd = |fd| rustix::event::PollFd::from_borrowed_fd(fd, rustix::event::PollFlags::IN);
        let mut fds: Vec<_> = self.edge.wakes().map(fd).collect();
        if fds.is_empty() {
            return false;
        }
        let time = rustix::event::Timespec::try_from(end.saturating_duration_since(Instant::now())).ok();
        // Interrupted or not, what came is looked at.
        let woken = rustix::event::poll(&mut fds, time.as_ref());
        drop(fds);
        for msg in self.edge.news() {
            self.edge.turn(&mut self.model, msg);
        }
        woken != Ok(0)
    }

    /// Another size.
    pub fn resize(&mut self, size: (u16, u16)) -> &mut Self {
        self.take(Msg::Resize(size.0, size.1))
    }

    /// Only ASCII for lines and marks.
    pub fn ascii(&mut self) -> &mut Self {
        self.model.shared.ascii = true;
        self
    }

    /// With other keys.
    pub fn bind(&mut self, keys: Keymap) -> &mut Self {
        self.model.shared.keys = keys;
        self
    }

    /// In another theme, with colours or without.
    pub fn theme(&mut self, theme: Theme, color: bool) -> &mut Self {
        self.model.shared.settings.theme = theme;
        self.model.shared.color = color;
        self
    }

    /// With another value of a setting, by their names.
    ///
    /// # Panics
    /// There is no such setting, or it cannot have the value.
    pub fn set(&mut self, setting: &str, value: &str) -> &mut Self {
        let named = Setting::ALL.into_iter().find(|it| it.name() == setting);
        let taken = named.is_some_and(|setting| self.model.shared.settings.set(setting, value));
        assert!(taken, "there is a setting {setting} with {value}");
        self
    }

    /// The model.
    #[must_use]
    pub fn model(&self) -> &Model {
        &self.model
    }

    /// The screen, and the place of the caret.
    #[must_use]
    pub fn draw(&self) -> (Buffer, Option<Position>) {
        view(&self.model, self.model.shared.size)
    }

    /// The screen as lines of text, trailing spaces cut.
    #[must_use]
    pub fn lines(&self) -> Vec<String> {
        lines(&self.draw().0)
    }
}

/// A buffer as lines of text; the shadow cell of a wide character is no text.
#[must_use]
pub fn lines(buf: &Buffer) -> Vec<String> {
    (buf.area.top()..buf.area.bottom())
        .map(|y| {
            let mut line = String::new();
            let mut x = buf.area.left();
            while x < buf.area.right() {
                let symbol = buf[(x, y)].symbol();
                line.push_str(symbol);
                x += u16::try_from(width(symbol).max(1)).unwrap_or(1);
            }
            line.trim_end().to_owned()
        })
        .collect()
}
