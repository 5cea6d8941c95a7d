//! Which keys do what: the table of actions, and what `keys.toml`, beside the settings, changes of it.
//!
//! The file is taken whole or not at all: with one fault in it, the keys are as they come.

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::action::{ACTIONS, Action, Entry};
use super::key::{Code, Key};
use super::place::Place;
use crate::base::Arg;
use crate::course::{Problem, place as place_of};
use crate::progress::{Home, keys_text, no_toml};

/// The keys of each action, in the order of [`ACTIONS`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Keymap(Vec<Vec<Key>>);

impl Default for Keymap {
    fn default() -> Self {
        Self(ACTIONS.iter().map(|entry| entry.keys.iter().filter_map(|key| Key::parse(key)).collect()).collect())
    }
}

impl Keymap {
    /// The keys of a data folder, and everything that is wrong with its file.
    #[must_use]
    pub fn read(home: &Home) -> (Self, Vec<Problem>) {
        match keys_text(home) {
            Ok(text) => Self::parse(&text),
            Err(problem) => (Self::default(), vec![problem]),
        }
    }

    /// The keys of a file's text, and everything that is wrong with it.
    #[must_use]
    pub fn parse(text: &str) -> (Self, Vec<Problem>) {
        let (table, errors) = DeTable::parse_recoverable(text);
        if !errors.is_empty() {
            return (Self::default(), errors.iter().map(|error| no_toml(FILE, text, error)).collect());
        }
        let mut file = File { text, problems: Vec::new(), given: Vec::new() };
        for (name, actions) in table.get_ref() {
            file.place(name, actions);
        }
        let mut keymap = Self::default();
        for (at, keys) in &file.given {
            keymap.0[*at] = keys.iter().map(|key| *key.get_ref()).collect();
        }
        file.refuse_conflicts(&keymap);
        file.problems.sort_by_key(|problem| (problem.line, problem.column));
        if file.problems.is_empty() { (keymap, Vec::new()) } else { (Self::default(), file.problems) }
    }

    /// The keys of an action.
    #[must_use]
    pub fn of(&self, entry: &Entry) -> &[Key] {
        let at = ACTIONS.iter().position(|it| it.action == entry.action);
        at.and_then(|at| self.0.get(at)).map_or(&[], Vec::as_slice)
    }

    /// The first key of an action, as an argument of sentences that name it.
    #[must_use]
    pub fn told(&self, action: Action) -> (&'static str, Arg) {
        let entry = ACTIONS.iter().find(|entry| entry.action == action);
        let key = entry.and_then(|entry| self.of(entry).first());
        ("key", key.map(|key| key.spelt()).unwrap_or_default().into())
    }

    /// The action of a key in these places, the first place that knows the key deciding.
    #[must_use]
    pub fn action(&self, key: Key, places: &[Place]) -> Option<Action> {
        let here = |place: &Place| {
            let mut all = ACTIONS.iter().zip(&self.0);
            all.find(|(entry, keys)| entry.place == *place && keys.contains(&key)).map(|(entry, _)| entry.action)
        };
        places.iter().find_map(here)
    }
}

/// The name of the file.
const FILE: &str = "keys.toml";

/// The file while it is read.
struct File<'t> {
    text: &'t str,
    problems: Vec<Problem>,
    /// Rows of [`ACTIONS`] with their new keys.
    given: Vec<(usize, Vec<Spanned<Key>>)>,
}

impl File<'_> {
    fn refuse(&mut self, problem: Problem, offset: usize) {
        let (line, column) = place_of(self.text, offset);
        self.problems.push(problem.at(FILE, line, column));
    }

    fn place(&mut self, name: &Spanned<impl AsRef<str>>, actions: &Spanned<DeValue<'_>>) {
        let known = Place::ALL.into_iter().find(|place| place.name() == name.get_ref().as_ref());
        let (Some(place), DeValue::Table(actions)) = (known, actions.get_ref()) else {
            let all: Vec<String> =
                Place::ALL.into_iter().filter(|it| *it != Place::Question).map(Place::name).collect();
            let problem = Problem::new("keys-place").with("place", name.get_ref().as_ref());
            return self.refuse(problem.with("allowed", all.join(", ")), name.span().start);
        };
        for (name, keys) in actions {
            let here = |entry: &Entry| entry.place == place && entry.action != Action::Choose;
            let Some(at) = ACTIONS.iter().position(|it| here(it) && it.name() == name.get_ref().as_ref()) else {
                let all: Vec<String> = ACTIONS.iter().filter(|it| here(it)).map(Entry::name).collect();
                let problem = Problem::new("keys-action").with("place", place.name()).with("action", name.get_ref());
                self.refuse(problem.with("allowed", all.join(", ")), name.span().start);
                continue;
            };
            self.keys(at, place, keys);
        }
    }

    fn keys(&mut self, at: usize, place: Place, keys: &Spanned<DeValue<'_>>) {
        let list = keys.get_ref().as_array().filter(|list| !list.is_empty());
        let Some(list) = list else {
            return self.refuse(Problem::new("keys-list").with("action", ACTIONS[at].name()), keys.span().start);
        };
        let mut good = Vec::new();
        for item in list {
            let said = item.get_ref().as_str().unwrap_or_default();
            let told = |code| Problem::new(code).with("key", &self.text[item.span()]);
            match Key::parse(said).filter(|key| comes(*key)) {
                None => self.refuse(told("keys-key"), item.span().start),
                Some(key) if is_typed_into(place) && is_letter(key) => {
                    self.refuse(told("keys-letter"), item.span().start);
                }
                Some(key) => good.push(Spanned::new(item.span(), key)),
            }
        }
        self.given.push((at, good));
    }

    /// A key that would do two things in one place is refused where the file gives it.
    fn refuse_conflicts(&mut self, keymap: &Keymap) {
        let mut conflicts = Vec::new();
        for (at, keys) in &self.given {
            let place = ACTIONS[*at].place;
            for (number, key) in keys.iter().enumerate() {
                let in_place = ACTIONS.iter().zip(&keymap.0).enumerate().filter(|(_, (entry, _))| entry.place == place);
                let other = in_place
                    .filter(|(other, (_, keys))| other != at && keys.contains(key.get_ref()))
                    .map(|(_, (entry, _))| entry.name())
                    .next();
                let twice = keys[..number].iter().any(|before| before.get_ref() == key.get_ref());
                if let Some(name) = other.or_else(|| twice.then(|| ACTIONS[*at].name())) {
                    conflicts.push((key.span(), name));
                }
            }
        }
        for (span, name) in conflicts {
            let problem = Problem::new("keys-twice").with("key", &self.text[span.clone()]).with("action", name);
            self.refuse(problem, span.start);
        }
    }
}

/// Whether a terminal sends it: letters carry Shift in their case, and Ctrl takes their case away.
fn comes(key: Key) -> bool {
    match key.code {
        Code::Char(' ') => true,
        Code::Char(c) if key.ctrl => !key.shift && !c.is_uppercase(),
        Code::Char(_) => !key.shift,
        Code::F(number) => (1..=24).contains(&number),
        _ => true,
    }
}

/// Whether letters are typed in a place.
fn is_typed_into(place: Place) -> bool {
    match place {
        Place::Checking
        | Place::Workbench
        | Place::Editor
        | Place::Seek
        | Place::Replace
        | Place::Vim
        | Place::VimBusy
        | Place::Search
        | Place::Find
        | Place::Everywhere => true,
        Place::Home
        | Place::Reader
        | Place::Match
        | Place::Question
        | Place::Play
        | Place::Form
        | Place::Verdict
        | Place::Pane
        | Place::Review
        | Place::History
        | Place::Map
        | Place::Trace
        | Place::Export
        | Place::Popup
        | Place::Settings
        | Place::Confirm
        | Place::Attempts
        | Place::Outside => false,
    }
}

fn is_letter(key: Key) -> bool {
    matches!(key.code, Code::Char(_)) && !key.ctrl && !key.alt
}

#[cfg(test)]
mod tests {
    use super::Keymap;
    use crate::base::{Lang, Strings, languages};
    use crate::progress::told;
    use crate::tui::action::{ACTIONS, Action};
    use crate::tui::key::Key;
    use crate::tui::place::Place;

    fn check(text: &str, wanted: &[(&str, &str)]) {
        let (keymap, problems) = Keymap::parse(text);
        let english = told(&problems, &Strings::new(&Lang::new("en").expect("a code")));
        let lines: Vec<&str> = english.lines().collect();
        assert_eq!(lines.len(), wanted.len(), "{text}\n{english}");
        for (line, (place, part)) in lines.iter().zip(wanted) {
            assert!(line.starts_with(&format!("keys.toml:{place}: ")) && line.contains(part), "{text}\n{line}");
        }
        assert_eq!(keymap == Keymap::default(), !wanted.is_empty() || text.is_empty(), "{text}");
        for lang in languages() {
            assert_eq!(told(&problems, &Strings::new(&lang)).lines().count(), wanted.len(), "{lang}");
        }
    }

    #[test]
    fn every_fault_is_named_at_its_line_and_the_keys_stay() {
        check("", &[]);
        check("[home]\ncontinue = [\"f5\"]\n", &[]);
        check("[hme]\n", &[("1:2", "There is no place “hme”")]);
        check("home = 1\n", &[("1:1", "“home”")]);
        check(
            "[home]\ncontinu = [\"c\"]\n",
            &[("2:1", "There is no action “continu” in “home”; there are: open, continue")],
        );
        check("[question]\nchoose = [\"x\"]\n", &[("2:1", "no action “choose”")]);
        check(
            "[home]\ncontinue = [\"crtl-c\", \"shift-a\", \"f99\", 3]\n",
            &[
                ("2:13", "“\"crtl-c\"” is no key"),
                ("2:23", "is no key"),
                ("2:34", "is no key"),
                ("2:41", "“3” is no key"),
            ],
        );
        check("[home]\ncontinue = []\nquit = \"q\"\n", &[("2:12", "continue"), ("3:8", "quit")]);
        check("[editor]\nundo = [\"u\"]\n", &[("2:9", "could not be typed here")]);
        check("[home]\ncontinue = [\"q\"]\n", &[("2:13", "“quit”")]);
        check("[home]\nquit = [\"x\"]\n[home.continue]\n", &[("3:1", "continue")]);
        check("[home]\ncontinue = [\"x\", \"x\"]\n", &[("2:18", "“continue”")]);
        check("[home]\ncontinue = [\"x\"]\nquit = [\"x\"]\n", &[("2:13", "“quit”"), ("3:9", "“continue”")]);
        check("[home\n", &[("1:6", "This is no TOML")]);
    }

    #[test]
    fn keys_can_be_given_and_exchanged() {
        let (keymap, problems) = Keymap::parse("[home]\ncontinue = [\"q\", \"f5\"]\nquit = [\"c\"]\n");
        assert_eq!(problems, []);
        for (key, action) in [("q", Action::Continue), ("f5", Action::Continue), ("c", Action::Quit)] {
            assert_eq!(keymap.action(Key::parse(key).expect("a key"), &[Place::Home]), Some(action), "{key}");
        }
    }

    #[test]
    fn all_keys_written_down_are_taken() {
        let mut text = String::new();
        for place in Place::ALL.into_iter().filter(|place| *place != Place::Question) {
            text.push_str(&format!("[{}]\n", place.name()));
            for entry in ACTIONS.iter().filter(|entry| entry.place == place) {
                text.push_str(&format!("{} = {:?}\n", entry.name(), entry.keys));
            }
        }
        assert_eq!(Keymap::parse(&text), (Keymap::default(), Vec::new()), "{text}");
    }

    #[test]
    fn the_more_particular_place_decides() {
        let keymap = Keymap::default();
        let key = Key::parse("c").expect("a key");
        assert_eq!(keymap.action(key, &[Place::Question, Place::Reader]), Some(Action::Choose));
        assert_eq!(keymap.action(key, &[Place::Reader]), None);
        let quit = Key::parse("ctrl-q").expect("a key");
        assert_eq!(keymap.action(quit, &[Place::Editor, Place::Everywhere]), Some(Action::QuitNow));
    }
}
