//! The keys of vim: a state machine from keys to what is done to a text.
//!
//! It knows no screen. A command is the keys typed so far, read anew with each ([`Command::of`]): a count, an operator, a
//! motion or an object. What was typed last is repeated by typing it again.

mod command;
mod edit;
mod motion;
mod object;

use std::ops::Range;

use self::command::Command;
use self::edit::{join, put, replace, shift, switch_case};
use self::motion::{Memory, Span, motion};
use self::object::object;
use super::bracket;
use super::colours::Colours;
use super::find::matches;
use super::text::{At, Step, Text};
use crate::tui::key::{Code, Key};
use crate::tui::screen::line::Line;

/// What the keys mean now.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Mode {
    /// Commands.
    #[default]
    Normal,
    /// Letters.
    Insert,
    /// Selecting letters.
    Visual,
    /// Selecting lines.
    VisualLine,
}

/// What a key leads to, beyond what it did to the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Heard {
    /// Nothing more.
    Done,
    /// It is typed as in any editor.
    Typed,
    /// These keys are to be taken, as if they were typed again.
    Again(Vec<Key>),
    /// The answer is to be saved and checked (`:w`), and then or only left (`:q`).
    Command { check: bool, leave: bool },
}

/// The state.
#[derive(Debug, Default)]
pub(super) struct Vim {
    mode: Mode,
    /// The command so far.
    keys: Vec<char>,
    /// Where the selection began.
    anchor: At,
    memory: Memory,
    /// A command or words to search for, after `:`, `/` or `?`.
    line: Option<(char, Line)>,
    /// The words searched for last, and whether forward.
    sought: (String, bool),
    /// The keys of the change under way, and of the last one.
    changing: Vec<Key>,
    last_change: Vec<Key>,
    /// Whether those keys are being taken again.
    again: bool,
}

impl Vim {
    pub(super) fn mode(&self) -> Mode {
        self.mode
    }

    /// Whether Esc leads back to commands, not out of the exercise.
    pub(super) fn is_busy(&self) -> bool {
        self.mode != Mode::Normal || !self.keys.is_empty() || self.line.is_some()
    }

    /// The command line, while one is typed, and its mark.
    pub(super) fn line(&self) -> Option<&(char, Line)> {
        self.line.as_ref()
    }

    /// The command so far.
    pub(super) fn typed(&self) -> String {
        self.keys.iter().collect()
    }

    /// What is selected.
    pub(super) fn selected(&self, text: &Text) -> Option<Range<At>> {
        let (from, to) = (self.anchor.min(text.caret()), self.anchor.max(text.caret()));
        match self.mode {
            Mode::Normal | Mode::Insert => None,
            Mode::Visual => Some(text.nearest(from)..text.forth(text.nearest(to))),
            Mode::VisualLine => Some(At::new(from.line, 0)..text.line_end(to.line)),
        }
    }

    /// Back to commands.
    pub(super) fn normal(&mut self, text: &mut Text) {
        let at = text.caret();
        if self.mode == Mode::Insert {
            text.hold(false);
            text.go(text.left(at).unwrap_or(at), false);
            if !self.again {
                self.changing.push(Key::plain(Code::Esc));
                self.last_change = std::mem::take(&mut self.changing);
            }
        }
        self.mode = Mode::Normal;
        self.keys.clear();
        self.line = None;
        self.stay_on(text);
    }

    /// Keeps the caret on a letter where commands are typed.
    fn stay_on(&self, text: &mut Text) {
        let at = text.nearest(text.caret());
        if self.mode == Mode::Normal && text.grapheme(at).is_none() {
            text.go(text.left(at).unwrap_or(at), false);
        }
    }

    /// Takes what is typed into the command line by a paste; false where none is.
    pub(super) fn paste(&mut self, text: &str) -> bool {
        self.line.as_mut().map(|(_, line)| line.insert(text)).is_some()
    }

    /// Takes a key.
    pub(super) fn key(&mut self, key: Key, text: &mut Text, colours: &Colours, clip: &mut String) -> Heard {
        // Esc and a letter at once.
        if let (Code::Char(_), true) = (key.code, key.alt) {
            self.normal(text);
            return self.key(Key { alt: false, ..key }, text, colours, clip);
        }
        if let Some(heard) = self.line_key(key, text) {
            return heard;
        }
        if self.mode == Mode::Insert {
            if !self.again {
                self.changing.push(key);
            }
            return Heard::Typed;
        }
        // What the mouse selected.
        if let Some(range) = text.selected() {
            (self.mode, self.anchor) = (Mode::Visual, range.start);
            text.go(text.back(range.end), false);
        }
        let letter = match key.code {
            Code::Char(_) if key.ctrl => return Heard::Done,
            Code::Char(c) => c,
            Code::Left | Code::Backspace => 'h',
            Code::Right => 'l',
            Code::Up => 'k',
            Code::Down => 'j',
            Code::Enter => '+',
            Code::Home => '0',
            Code::End => '$',
            Code::Delete => 'x',
            Code::PageUp | Code::PageDown => return Heard::Typed,
            Code::Tab | Code::F(_) | Code::Esc => return Heard::Done,
        };
        if !self.again {
            if self.keys.is_empty() {
                self.changing.clear();
            }
            self.changing.push(key);
        }
        self.keys.push(letter);
        let keys = std::mem::take(&mut self.keys);
        let visual = self.mode != Mode::Normal;
        let Some(command) = Command::of(&keys, visual) else {
            self.keys = keys;
            return Heard::Done;
        };
        self.memory.partner = keys.ends_with(&['%']).then(|| bracket::ahead(text, colours)).flatten();
        let before = text.changes();
        let heard = if visual { self.visual(&command, text, clip) } else { self.run(&command, text, clip) };
        if !self.again && self.mode == Mode::Normal && text.changes() != before && !matches!(keys[..], ['u']) {
            self.last_change = std::mem::take(&mut self.changing);
        }
        self.stay_on(text);
        heard
    }

    /// Says that keys are being taken again, or no longer.
    pub(super) fn repeating(&mut self, again: bool) {
        self.again = again;
    }

    fn line_key(&mut self, key: Key, text: &mut Text) -> Option<Heard> {
        let (mark, line) = self.line.as_mut()?;
        if key.code != Code::Enter {
            let was_empty = line.text().is_empty();
            line.take(key);
            if was_empty && key.code == Code::Backspace {
                self.line = None;
            }
            return Some(Heard::Done);
        }
        let (mark, words) = (*mark, line.text().to_owned());
        self.line = None;
        if mark == ':' {
            let (check, leave) = match words.trim() {
                "w" => (true, false),
                "q" | "q!" => (false, true),
                "wq" | "x" => (true, true),
                number => {
                    if let Ok(line) = number.parse::<usize>() {
                        text.go(At::new(line.saturating_sub(1).min(text.lines().len() - 1), 0), false);
                    }
                    return Some(Heard::Done);
                }
            };
            return Some(Heard::Command { check, leave });
        }
        if !words.is_empty() {
            self.sought.0 = words;
        }
        self.sought.1 = mark == '/';
        if let Some(to) = self.seek(text, text.caret(), true, 1) {
            text.go(to, false);
        }
        Some(Heard::Done)
    }

    /// The next place of the words searched for, or the one before, round and round.
    fn seek(&self, text: &Text, from: At, on: bool, times: usize) -> Option<At> {
        let places: Vec<At> = matches(text, &self.sought.0).into_iter().map(|found| found.start).collect();
        let forward = self.sought.1 == on;
        (0..times).try_fold(from, |from, _| {
            if forward {
                places.iter().find(|at| **at > from).or(places.first()).copied()
            } else {
                places.iter().rev().find(|at| **at < from).or(places.last()).copied()
            }
        })
    }

    fn motion(&mut self, command: &Command<'_>, text: &Text) -> Option<(At, Span)> {
        match command.keys {
            [key @ ('n' | 'N')] => Some((self.seek(text, text.caret(), *key == 'n', command.times())?, Span::Till)),
            keys => motion(text, &mut self.memory, text.caret(), keys, command.count),
        }
    }

    /// A command of normal mode.
    fn run(&mut self, command: &Command<'_>, text: &mut Text, clip: &mut String) -> Heard {
        let here = text.caret();
        if let Some(operator) = command.operator {
            if let Some((range, lines)) = self.reach(operator, command, text) {
                self.operate(operator, range, lines, text, clip);
            }
            return Heard::Done;
        }
        if let Some((to, _)) = self.motion(command, text) {
            text.go(to, false);
            return Heard::Done;
        }
        let times = command.times();
        let line_end = text.line_end(here.line);
        let right = (0..times).fold(here, |at, _| text.right(at).unwrap_or(at));
        let left = (0..times).fold(here, |at, _| text.left(at).unwrap_or(at));
        let last = (here.line + times - 1).min(text.lines().len() - 1);
        match *command.keys {
            ['i'] => self.insert(here, text),
            ['I'] => self.insert(At::new(here.line, text.indent(here.line)), text),
            ['a'] => self.insert(text.right(here).unwrap_or(here), text),
            ['A'] => self.insert(line_end, text),
            ['o'] => {
                self.insert(line_end, text);
                text.break_line();
            }
            ['O'] => {
                let indent = text.line(here.line)[..text.indent(here.line)].to_owned();
                self.insert(At::new(here.line, 0), text);
                text.insert(&format!("{indent}\n"));
                text.go(At::new(here.line, indent.len()), false);
            }
            ['x'] => self.operate('d', here..right, false, text, clip),
            ['X'] => self.operate('d', left..here, false, text, clip),
            ['s'] => self.operate('c', here..right, false, text, clip),
            ['D'] => self.operate('d', here..line_end, false, text, clip),
            ['C'] => self.operate('c', here..line_end, false, text, clip),
            ['Y'] => self.operate('y', here..text.line_end(last), true, text, clip),
            ['S'] => self.operate('c', here..text.line_end(last), true, text, clip),
            ['r', letter] => {
                replace(text, here..right, letter);
                text.go(here, false);
            }
            ['~'] => {
                switch_case(text, here..right);
                text.go(right, false);
            }
            ['J'] => join(text, here.line, times.max(2) - 1),
            [way @ ('p' | 'P')] => put(text, here, clip, way == 'p', times),
            ['u'] => (0..times).for_each(|_| _ = text.undo()),
            ['v'] => (self.mode, self.anchor) = (Mode::Visual, here),
            ['V'] => (self.mode, self.anchor) = (Mode::VisualLine, here),
            [mark @ (':' | '/' | '?')] => self.line = Some((mark, Line::default())),
            ['.'] => return Heard::Again(self.last_change.clone()),
            _ => {}
        }
        Heard::Done
    }

    /// What an operator reaches, and whether it is lines.
    fn reach(&mut self, operator: char, command: &Command<'_>, text: &Text) -> Option<(Range<At>, bool)> {
        let here = text.caret();
        match *command.keys {
            [key] if key == operator => {
                let last = (here.line + command.times() - 1).min(text.lines().len() - 1);
                return Some((here..text.line_end(last), true));
            }
            [way @ ('i' | 'a'), what] => return Some((object(text, here, way == 'a', what)?, false)),
            _ => {}
        }
        // `cw` leaves the spaces after the word.
        let on_word = text.grapheme(here).is_some_and(|grapheme| !grapheme.trim().is_empty());
        let changes_word = operator == 'c' && command.keys == ['w'] && on_word;
        if changes_word && command.times() == 1 {
            return Some((here..At { byte: text.word_at(here).end, ..here }, false));
        }
        let keys = if changes_word { &['e'] } else { command.keys };
        let (to, span) = self.motion(&Command { keys, ..*command }, text)?;
        let (from, mut to) = (here.min(to), here.max(to));
        match span {
            Span::Lines => return Some((from..to, true)),
            Span::Onto => to = text.right(to).unwrap_or(to),
            // A word that is the last of its line ends there.
            Span::Till if matches!(keys, ['w' | 'W']) && to.line > from.line => {
                to = text.line_end(to.line - 1).max(from);
            }
            Span::Till => {}
        }
        Some((from..to, false))
    }

    /// A command on what is selected.
    fn visual(&mut self, command: &Command<'_>, text: &mut Text, clip: &mut String) -> Heard {
        let Some(range) = self.selected(text) else { return Heard::Done };
        let lines = self.mode == Mode::VisualLine;
        let here = text.caret();
        match *command.keys {
            [way @ ('i' | 'a'), what] => {
                if let Some(found) = object(text, here, way == 'a', what).filter(|found| !found.is_empty()) {
                    self.anchor = found.start;
                    text.go(text.back(found.end), false);
                }
                return Heard::Done;
            }
            ['o'] => {
                text.go(std::mem::replace(&mut self.anchor, here), false);
                return Heard::Done;
            }
            ['v'] => self.mode = if self.mode == Mode::Visual { Mode::Normal } else { Mode::Visual },
            ['V'] => self.mode = if lines { Mode::Normal } else { Mode::VisualLine },
            [':'] => {
                self.mode = Mode::Normal;
                self.line = Some((':', Line::default()));
            }
            ['d' | 'x'] => self.finish('d', range, lines, text, clip),
            ['X' | 'D'] => self.finish('d', range, true, text, clip),
            ['c' | 's'] => self.finish('c', range, lines, text, clip),
            ['C' | 'S'] => self.finish('c', range, true, text, clip),
            ['y'] => self.finish('y', range, lines, text, clip),
            ['Y'] => self.finish('y', range, true, text, clip),
            ['p' | 'P'] => {
                let kept = clip.clone();
                text.begin(Step::Whole);
                text.hold(true);
                let was_last = range.end.line + 1 >= text.lines().len();
                self.finish('d', range.clone(), lines, text, clip);
                put(text, text.nearest(range.start), &kept, lines && was_last, 1);
                text.hold(false);
            }
            ['r', letter] => {
                self.mode = Mode::Normal;
                replace(text, range.clone(), letter);
                text.go(range.start, false);
            }
            ['~'] => {
                self.mode = Mode::Normal;
                let range = if lines { At::new(range.start.line, 0)..range.end } else { range };
                switch_case(text, range.clone());
                text.go(range.start, false);
            }
            [way @ ('>' | '<')] => {
                self.mode = Mode::Normal;
                shift(text, range.start.line..=range.end.line, way == '>', command.times());
            }
            ['J'] => {
                self.mode = Mode::Normal;
                join(text, range.start.line, (range.end.line - range.start.line).max(1));
            }
            _ => {
                if let Some((to, _)) = self.motion(command, text) {
                    text.go(to, false);
                }
            }
        }
        Heard::Done
    }

    fn finish(&mut self, operator: char, range: Range<At>, lines: bool, text: &mut Text, clip: &mut String) {
        self.mode = Mode::Normal;
        self.operate(operator, range, lines, text, clip);
    }

    /// Deletes, changes, copies or moves a range, or the lines that it touches.
    fn operate(&mut self, operator: char, range: Range<At>, lines: bool, text: &mut Text, clip: &mut String) {
        let here = text.caret();
        if matches!(operator, '>' | '<') {
            let (mut first, mut last) = (range.start.line, range.end.line);
            // Lines of which a bracket's inside or a paragraph has nothing stay.
            if !lines && first < last {
                first += usize::from(range.start == text.line_end(first));
                last -= usize::from(text.line(last)[..range.end.byte].trim().is_empty());
            }
            return shift(text, first..=last.max(first), operator == '>', 1);
        }
        let range = if lines { At::new(range.start.line, 0)..text.line_end(range.end.line) } else { range };
        *clip = text.slice(&range);
        if lines {
            clip.push('\n');
        }
        text.begin(Step::Whole);
        match operator {
            'y' => text.go(if lines { At::new(range.start.line, here.byte) } else { range.start }, false),
            'c' => {
                let margin = if lines { text.indent(range.start.line) } else { range.start.byte };
                text.cut(At { byte: margin, ..range.start }..range.end);
                text.hold(true);
                self.mode = Mode::Insert;
            }
            _ if lines => {
                let last = range.end.line + 1 >= text.lines().len();
                let (from, to) = match (last, range.start.line.checked_sub(1)) {
                    (true, Some(above)) => (text.line_end(above), range.end),
                    (true, None) => (range.start, range.end),
                    (false, _) => (range.start, At::new(range.end.line + 1, 0)),
                };
                text.cut(from..to);
                let line = range.start.line.min(text.lines().len() - 1);
                text.go(At::new(line, text.indent(line)), false);
            }
            _ => text.cut(range),
        }
    }

    /// Begins to type somewhere; all that is typed is one step.
    fn insert(&mut self, at: At, text: &mut Text) {
        text.begin(Step::Whole);
        text.hold(true);
        text.go(at, false);
        self.mode = Mode::Insert;
    }
}

#[cfg(test)]
mod tests;
