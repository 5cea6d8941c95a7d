//! One file of an answer in the editor: what its keys do to the text.
//!
//! The text itself is [`text`]; how it lies on the screen is [`window`]; what is drawn over it (colours, brackets) has a
//! file of its own each.

mod bracket;
mod colours;
mod faults;
mod find;
mod history;
mod lines;
mod moves;
mod text;
mod view;
mod vim;
mod window;
mod wrap;

use ratatui::layout::{Position, Rect};

use self::colours::Colours;
use self::faults::Fault;
use self::find::Find;
use self::text::{At, Step, Text};
pub(crate) use self::vim::Mode;
use self::vim::{Heard, Vim};
use self::window::Window;
use crate::base::Slug;
use crate::tui::action::Action;
use crate::tui::key::{Code, Key};
use crate::tui::model::{AnswerFile, Effect};

/// A file being edited.
#[derive(Debug)]
pub(crate) struct Editor {
    /// The file's name.
    pub(crate) name: String,
    /// What is on disk.
    pub(crate) saved: String,
    /// Whether something was typed since the draft was put away.
    pub(crate) fresh: bool,
    /// What another program saved while something else was typed here.
    pub(crate) outside: Option<String>,
    /// Whether it was asked which of the two to keep.
    pub(crate) asked: bool,
    text: Text,
    colours: Colours,
    window: Window,
    /// What was copied.
    clip: String,
    /// What the verdict is about.
    faults: Vec<Fault>,
    find: Option<Find>,
    /// Where vim's keys are chosen.
    vim: Option<Vim>,
}

/// What is asked for by keys that are typed: to save and check, and to leave.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Wish {
    pub(crate) check: bool,
    pub(crate) leave: bool,
}

impl Editor {
    /// A file, with what was typed last.
    pub(crate) fn new(file: AnswerFile) -> Self {
        let text = Text::new(file.draft.as_deref().unwrap_or(&file.saved));
        let outside = file.conflict.then(|| file.saved.clone());
        let mut editor = Self {
            colours: Colours::of(&file.name, text.lines()),
            name: file.name,
            saved: file.saved,
            fresh: false,
            outside,
            asked: false,
            text,
            window: Window::default(),
            clip: String::new(),
            faults: Vec::new(),
            find: None,
            vim: None,
        };
        editor.go_to(file.caret.0, file.caret.1);
        editor
    }

    /// The effect that keeps what is typed.
    pub(crate) fn draft(&self, exercise: &Slug) -> Effect {
        Effect::Draft {
            exercise: exercise.clone(),
            file: self.name.clone(),
            text: self.text(),
            base: self.saved.clone(),
        }
    }

    /// The text, ending in a line feed unless it is empty.
    pub(crate) fn text(&self) -> String {
        self.text.whole()
    }

    /// Whether the text differs from what is on disk.
    pub(crate) fn is_changed(&self) -> bool {
        !self.text.is(&self.saved)
    }

    /// Meets what is on disk now; whether it was taken in. Where something else was typed, it waits to be asked about.
    pub(crate) fn meet(&mut self, text: &str) -> bool {
        if self.text.is(text) || Text::new(text).is(&self.saved) {
            text.clone_into(&mut self.saved);
            self.outside = None;
        } else if !self.is_changed() {
            let caret = self.text.caret();
            self.take(text);
            self.text.go(caret, false);
            self.settle();
            return true;
        } else if self.outside.as_deref() != Some(text) {
            self.outside = Some(text.to_owned());
            self.asked = false;
        }
        false
    }

    /// The text is on disk now.
    pub(crate) fn was_saved(&mut self) {
        self.saved = self.text();
        self.fresh = false;
        self.outside = None;
    }

    /// Takes a text in place of what is there, so that it can be undone.
    pub(crate) fn take(&mut self, text: &str) {
        self.text.begin(Step::Whole);
        self.text.replace(At::default()..self.text.end(), text.strip_suffix('\n').unwrap_or(text));
        self.text.go(At::default(), false);
        self.settle();
        text.clone_into(&mut self.saved);
        self.fresh = false;
        self.outside = None;
    }

    /// Puts a text in place of what is there, as typed in one step: what is on disk, and what another program saved, stay
    /// what they are.
    pub(crate) fn restore(&mut self, text: &str) {
        let (saved, outside) = (std::mem::take(&mut self.saved), self.outside.take());
        self.take(text);
        (self.saved, self.outside) = (saved, outside);
        self.fresh = true;
    }

    /// Puts the caret at a line and column from 0.
    pub(crate) fn go_to(&mut self, line: u32, column: u32) {
        let (line, column) = (line as usize, column as usize);
        let words = self.text.line(line);
        let byte = words.char_indices().nth(column).map_or(words.len(), |(at, _)| at);
        self.text.go(At::new(line, byte), false);
        self.settle();
    }

    /// The caret's line and column from 0, in characters.
    pub(crate) fn caret(&self) -> (usize, usize) {
        let At { line, byte } = self.text.caret();
        (line, self.text.line(line)[..byte].chars().count())
    }

    /// Gives it a part of the screen.
    pub(crate) fn fit(&mut self, area: Rect) {
        let size = (area.width, area.height);
        let other = std::mem::replace(&mut self.window.size, size) != size;
        self.settle();
        if other {
            self.window.fill(&self.text);
        }
    }

    /// The place in the text of a cell of the screen, where the editor is drawn in `area`; the nearest one for a cell
    /// beside the text.
    fn at_cell(&self, area: Rect, cell: Position) -> At {
        self.window.at(&self.text, cell.x.saturating_sub(area.x), cell.y.saturating_sub(area.y))
    }

    /// Takes a press of the mouse's button on a cell: the first puts the caret there, the second soon after selects the
    /// word, the third the line.
    pub(crate) fn press(&mut self, area: Rect, cell: Position, presses: u8) {
        self.end_find();
        let at = self.at_cell(area, cell);
        let taken = match presses {
            0 | 1 => at.byte..at.byte,
            2 => self.text.word_at(at),
            _ => 0..self.text.line(at.line).len(),
        };
        if taken.is_empty() {
            self.text.go(at, false);
        } else {
            self.text.select(At::new(at.line, taken.start), At::new(at.line, taken.end));
        }
        self.settle();
    }

    /// Takes the mouse moved to a cell while its button is down: selects from where it was pressed.
    pub(crate) fn drag(&mut self, area: Rect, cell: Position) {
        self.text.go(self.at_cell(area, cell), true);
        self.settle();
    }

    /// Moves the text so many rows; the caret stays where it is, out of sight too.
    pub(crate) fn scroll(&mut self, rows: i16) {
        self.window.scroll(&self.text, isize::from(rows));
    }

    /// Takes a paste.
    pub(crate) fn paste(&mut self, text: &str) {
        if !self.find_paste(text) && !self.vim.as_mut().is_some_and(|vim| vim.paste(text)) {
            self.text.begin(Step::Whole);
            self.text.insert(text);
        }
        self.settle();
    }

    /// What follows from any change of text or caret.
    fn settle(&mut self) {
        let splices = self.text.splices();
        if !splices.is_empty() {
            self.fresh = true;
            self.colours.follow(&splices, self.text.lines());
            for splice in splices {
                faults::follow(&mut self.faults, splice);
            }
            self.find_again();
        }
        self.window.below = self.rows_below();
        self.window.show(&self.text);
    }

    /// Takes a key that means an action of the editor.
    pub(crate) fn act(&mut self, action: Action) {
        self.window.goal = None;
        self.text.hold(false);
        self.text.begin(Step::Whole);
        match action {
            Action::Undo => _ = self.text.undo(),
            Action::Redo | Action::VimRedo => _ = self.text.redo(),
            Action::SelectAll => self.text.select(At::default(), self.text.end()),
            Action::Copy => self.copy(),
            Action::Cut => {
                self.copy();
                if let Some(range) = self.selected() {
                    self.text.cut(range);
                    self.end_mode();
                }
            }
            Action::VimNormal => self.end_mode(),
            Action::Paste => self.text.insert(&self.clip),
            Action::Comment => {
                if let Some(mark) = self.colours.comment() {
                    self.text.comment(mark);
                }
            }
            _ => {}
        }
        // What is typed goes on as a step of its own.
        self.text.begin(Step::Whole);
        self.text.hold(self.mode() == Some(Mode::Insert));
        self.settle();
    }

    /// Gives it vim's keys, or those of plain editors.
    pub(crate) fn set_vim(&mut self, chosen: bool) {
        if chosen != self.vim.is_some() {
            self.text.hold(false);
            self.vim = chosen.then(Vim::default);
        }
    }

    /// The mode that the keys are in, where they are vim's.
    pub(crate) fn mode(&self) -> Option<Mode> {
        self.vim.as_ref().map(Vim::mode)
    }

    /// Whether Esc leads back to vim's commands.
    pub(crate) fn is_busy(&self) -> bool {
        self.vim.as_ref().is_some_and(Vim::is_busy)
    }

    fn end_mode(&mut self) {
        if let Some(vim) = &mut self.vim {
            vim.normal(&mut self.text);
        }
    }

    /// What is selected, by any keys.
    fn selected(&self) -> Option<std::ops::Range<At>> {
        self.text.selected().or_else(|| self.vim.as_ref()?.selected(&self.text))
    }

    fn copy(&mut self) {
        if let Some(range) = self.selected() {
            self.clip = self.text.slice(&range);
        }
    }

    /// Takes a key that is typed; what it asks for.
    pub(crate) fn key(&mut self, key: Key) -> Wish {
        let heard = match &mut self.vim {
            Some(vim) => vim.key(key, &mut self.text, &self.colours, &mut self.clip),
            None => Heard::Typed,
        };
        let mut wish = Wish::default();
        match heard {
            Heard::Done => {}
            Heard::Typed => self.type_key(key),
            Heard::Again(keys) => self.again(keys),
            Heard::Command { check, leave } => wish = Wish { check, leave },
        }
        self.settle();
        wish
    }

    /// Takes keys once more.
    fn again(&mut self, keys: Vec<Key>) {
        let repeating = |editor: &mut Self, again| editor.vim.iter_mut().for_each(|vim| vim.repeating(again));
        repeating(self, true);
        for key in keys {
            if key.code == Code::Esc {
                self.end_mode();
            } else {
                self.key(key);
            }
        }
        repeating(self, false);
    }

    /// Does what a key does in any editor.
    fn type_key(&mut self, key: Key) {
        let goal = self.window.goal.take();
        match key.code {
            Code::Char(_) if key.alt => {}
            // What many terminals send for Backspace with Ctrl.
            Code::Char('h' | 'w') if key.ctrl => self.erase(Text::last_word),
            // Ctrl with a letter that no action has: nothing, rather than a surprise.
            Code::Char(_) if key.ctrl => {}
            Code::Char(c) => self.text.type_char(c),
            Code::Enter => self.text.break_line(),
            Code::Tab if key.shift => self.text.outdent(),
            Code::Tab => self.text.tab(),
            Code::Backspace if key.ctrl || key.alt => self.erase(Text::last_word),
            Code::Delete if key.ctrl || key.alt => self.erase(Text::next_word),
            Code::Backspace => self.erase(Text::before_caret),
            Code::Delete => self.erase(Text::forth),
            Code::Left
            | Code::Right
            | Code::Up
            | Code::Down
            | Code::Home
            | Code::End
            | Code::PageUp
            | Code::PageDown => self.walk(key, goal),
            Code::F(_) | Code::Esc => {}
        }
    }

    /// Takes out what is selected, or what lies between the caret and the place that a step leads to.
    fn erase(&mut self, step: fn(&Text, At) -> At) {
        let selected = self.text.selected();
        let kind = if selected.is_some() { Step::Whole } else { Step::Erasing };
        let (here, there) = (self.text.caret(), step(&self.text, self.text.caret()));
        let range = selected.unwrap_or(here.min(there)..here.max(there));
        self.text.begin(kind);
        self.text.cut(range);
    }

    /// Moves the caret; with Shift the selection follows.
    fn walk(&mut self, key: Key, goal: Option<usize>) {
        let (text, here) = (&self.text, self.text.caret());
        let page = isize::try_from(self.window.size.1.saturating_sub(1).max(1)).unwrap_or(1);
        let selected = text.selected().filter(|_| !key.shift);
        let mut rows = |by| {
            let (to, column) = self.window.beside(text, here, by, goal);
            self.window.goal = Some(column);
            to
        };
        let to = match (key.code, key.ctrl) {
            // The arrow leads to the end of what was selected.
            (Code::Left, false) => selected.map_or_else(|| text.back(here), |range| range.start),
            (Code::Right, false) => selected.map_or_else(|| text.forth(here), |range| range.end),
            (Code::Left, true) => text.last_word(here),
            (Code::Right, true) => text.next_word(here),
            (Code::Up, false) => rows(-1),
            (Code::Down, false) => rows(1),
            (Code::PageUp, _) => rows(-page),
            (Code::PageDown, _) => rows(page),
            (Code::Up, true) => text.paragraph(here, false),
            (Code::Down, true) => text.paragraph(here, true),
            (Code::Home, true) => At::default(),
            (Code::End, true) => text.end(),
            (Code::Home, false) => {
                // The first word, and then the margin.
                let indent = text.indent(here.line);
                At::new(here.line, if here.byte == indent { 0 } else { indent })
            }
            (Code::End, false) => text.line_end(here.line),
            _ => here,
        };
        self.text.go(to, key.shift);
    }
}

#[cfg(test)]
mod tests;
