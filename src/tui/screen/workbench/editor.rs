//! One file of an answer in the editor: `ratatui-textarea`, with the caret of the terminal and deletion by grapheme.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::{Modifier, Style};
use ratatui::widgets::Widget;
use ratatui_textarea::{CursorMove, DataCursor, TextArea, WrapMode};
use unicode_segmentation::UnicodeSegmentation;

use super::colours::Colours;
use crate::base::Slug;
use crate::tui::action::Action;
use crate::tui::key::{Code, Key};
use crate::tui::model::{AnswerFile, Effect};
use crate::tui::theme::{self, Part};

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
    area: TextArea<'static>,
    colours: Colours,
}

/// Spaces of a step of indentation.
const STEP: u8 = 2;

impl Editor {
    /// A file, with what was typed last.
    pub(crate) fn new(file: AnswerFile) -> Self {
        let area = area(file.draft.as_deref().unwrap_or(&file.saved));
        let outside = file.conflict.then(|| file.saved.clone());
        let colours = Colours::of(&file.name, area.lines());
        let mut editor =
            Self { name: file.name, saved: file.saved, fresh: false, outside, asked: false, area, colours };
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
        let mut text = self.area.lines().join("\n");
        if !text.is_empty() {
            text.push('\n');
        }
        text
    }

    /// Whether the text differs from what is on disk.
    pub(crate) fn is_changed(&self) -> bool {
        !same(&self.text(), &self.saved)
    }

    /// Meets what is on disk now; whether it was taken in. Where something else was typed, it waits to be asked about.
    pub(crate) fn meet(&mut self, text: &str) -> bool {
        if same(text, &self.saved) || same(text, &self.text()) {
            text.clone_into(&mut self.saved);
            self.outside = None;
        } else if !self.is_changed() {
            let (line, column) = self.caret();
            self.take(text);
            self.go_to(u32::try_from(line).unwrap_or(u32::MAX), u32::try_from(column).unwrap_or(u32::MAX));
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
        self.area.select_all();
        self.area.insert_str(text.strip_suffix('\n').unwrap_or(text));
        self.area.move_cursor(CursorMove::Top);
        self.colours.follow(self.area.lines());
        text.clone_into(&mut self.saved);
        self.fresh = false;
        self.outside = None;
    }

    /// Takes what a form makes of the answer.
    pub(crate) fn write(&mut self, text: &str) {
        self.area = area(text);
        self.changed();
    }

    /// Puts the caret at a line and column from 0.
    pub(crate) fn go_to(&mut self, line: u32, column: u32) {
        let (line, column) = (u16::try_from(line).unwrap_or(u16::MAX), u16::try_from(column).unwrap_or(u16::MAX));
        self.area.move_cursor(CursorMove::Jump(line, column));
    }

    /// The caret's line and column from 0, in characters.
    pub(crate) fn caret(&self) -> (usize, usize) {
        let DataCursor(line, column) = self.area.cursor();
        (line, column)
    }

    /// The place in the text, line and column from 0, of a cell of the screen, where the editor is drawn in `area`; the
    /// nearest one for a cell beside the text.
    pub(crate) fn at_cell(&self, area: Rect, cell: Position) -> (usize, usize) {
        let row = usize::from(self.area.scroll_offset().0) + usize::from(cell.y.saturating_sub(area.y));
        let margin = area.x + self.area.line_number_width();
        let DataCursor(line, column) = self.area.screen_to_data(row, usize::from(cell.x.saturating_sub(margin)));
        (line, column)
    }

    /// Takes a press of the mouse's button on a cell: the first puts the caret there, the second soon after selects the
    /// word, the third the line.
    pub(crate) fn press(&mut self, area: Rect, cell: Position, presses: u8) {
        self.area.cancel_selection();
        let (line, column) = self.at_cell(area, cell);
        let taken = match presses {
            0 | 1 => column..column,
            2 => word(&self.area.lines()[line], column),
            _ => 0..self.area.lines()[line].chars().count(),
        };
        self.put(line, taken.start);
        if !taken.is_empty() {
            self.area.start_selection();
            self.put(line, taken.end);
        }
    }

    /// Takes the mouse moved to a cell while its button is down: selects from where it was pressed.
    pub(crate) fn drag(&mut self, area: Rect, cell: Position) {
        let (line, column) = self.at_cell(area, cell);
        if !self.area.is_selecting() {
            self.area.start_selection();
        }
        self.put(line, column);
    }

    /// Moves the text so many rows, the caret with it.
    pub(crate) fn scroll(&mut self, rows: i16) {
        self.area.scroll((rows, 0));
    }

    fn put(&mut self, line: usize, column: usize) {
        self.go_to(u32::try_from(line).unwrap_or(u32::MAX), u32::try_from(column).unwrap_or(u32::MAX));
    }

    /// Takes a paste.
    pub(crate) fn paste(&mut self, text: &str) {
        self.area.insert_str(text);
        self.changed();
    }

    fn changed(&mut self) {
        self.fresh = true;
        self.colours.follow(self.area.lines());
    }

    /// Takes a key that means an action of the editor.
    pub(crate) fn act(&mut self, action: Action) {
        let changed = match action {
            Action::Undo => self.area.undo(),
            Action::Redo => self.area.redo(),
            Action::SelectAll => {
                self.area.select_all();
                false
            }
            Action::Copy => {
                self.area.copy();
                false
            }
            Action::Cut => self.area.cut(),
            Action::Paste => self.area.paste(),
            _ => false,
        };
        if changed {
            self.changed();
        }
    }

    /// Takes a key that is typed.
    pub(crate) fn key(&mut self, key: Key) {
        let plain = !key.ctrl && !key.alt;
        let changed = match key.code {
            Code::Backspace if plain && !self.area.is_selecting() => self.delete(false),
            Code::Delete if plain && !self.area.is_selecting() => self.delete(true),
            Code::Left | Code::Right if plain && !key.shift => {
                let steps = self.step(key.code == Code::Right).max(1);
                self.area.cancel_selection();
                for _ in 0..steps {
                    self.area.move_cursor(if key.code == Code::Right { CursorMove::Forward } else { CursorMove::Back });
                }
                false
            }
            Code::Enter if plain => {
                let DataCursor(line, column) = self.area.cursor();
                let before: String = self.area.lines()[line].chars().take(column).collect();
                let indent: String = before.chars().take_while(|c| *c == ' ').collect();
                self.area.insert_str(format!("\n{indent}"))
            }
            Code::Tab if plain && key.shift => self.outdent(),
            Code::Home | Code::End if key.ctrl => {
                match (key.shift, self.area.is_selecting()) {
                    (true, false) => self.area.start_selection(),
                    (false, true) => self.area.cancel_selection(),
                    (true, true) | (false, false) => {}
                }
                let end = key.code == Code::End;
                self.area.move_cursor(if end { CursorMove::Bottom } else { CursorMove::Top });
                self.area.move_cursor(if end { CursorMove::End } else { CursorMove::Head });
                false
            }
            // Ctrl with a letter that no action has: nothing, rather than a surprise.
            Code::Char(_) if key.ctrl => false,
            _ => self.area.input(key),
        };
        if changed {
            self.changed();
        }
    }

    /// Characters of the grapheme before or after the caret; 0 at the end of the line.
    fn step(&self, forward: bool) -> usize {
        let DataCursor(line, column) = self.area.cursor();
        let Some(line) = self.area.lines().get(line) else { return 0 };
        let at = line.char_indices().nth(column).map_or(line.len(), |(at, _)| at);
        let grapheme = if forward { line[at..].graphemes(true).next() } else { line[..at].graphemes(true).next_back() };
        grapheme.map_or(0, |grapheme| grapheme.chars().count())
    }

    fn delete(&mut self, forward: bool) -> bool {
        match self.step(forward) {
            0 if forward => self.area.delete_next_char(),
            0 => self.area.delete_char(),
            steps => {
                if !forward {
                    for _ in 0..steps {
                        self.area.move_cursor(CursorMove::Back);
                    }
                }
                self.area.delete_str(steps)
            }
        }
    }

    fn outdent(&mut self) -> bool {
        let DataCursor(line, column) = self.area.cursor();
        let spaces = self.area.lines()[line].chars().take(usize::from(STEP)).take_while(|c| *c == ' ').count();
        if spaces == 0 {
            return false;
        }
        self.area.move_cursor(CursorMove::Head);
        let changed = self.area.delete_str(spaces);
        self.go_to(u32::try_from(line).unwrap_or(0), u32::try_from(column.saturating_sub(spaces)).unwrap_or(0));
        changed
    }

    /// Draws it; the cell of the caret.
    pub(crate) fn view(&self, area: Rect, buf: &mut Buffer) -> Option<Position> {
        if area.is_empty() {
            return None;
        }
        (&self.area).render(area, buf);
        self.colours.paint(&self.area, area, buf);
        let (top, left) = self.area.scroll_offset();
        let caret = self.area.screen_cursor();
        let x = caret.col + usize::from(self.area.line_number_width());
        let (x, y) = (x.checked_sub(usize::from(left))?, caret.row.checked_sub(usize::from(top))?);
        let x = area.x.saturating_add(u16::try_from(x).ok()?).min(area.right() - 1);
        let y = area.y.saturating_add(u16::try_from(y).ok()?);
        (y < area.bottom()).then_some(Position { x, y })
    }
}

/// The characters around a column that are of one kind with it: a word, a space, signs.
#[allow(dead_code, reason = "called where the mouse is read")]
fn word(line: &str, column: usize) -> std::ops::Range<usize> {
    let kinds: Vec<u8> = line
        .chars()
        .map(|c| match c {
            _ if c.is_whitespace() => 0,
            _ if c.is_alphanumeric() || c == '_' => 1,
            _ => 2,
        })
        .collect();
    let Some(kind) = kinds.get(column.min(kinds.len().saturating_sub(1))) else { return 0..0 };
    let column = column.min(kinds.len() - 1);
    let start = kinds[..column].iter().rposition(|other| other != kind).map_or(0, |at| at + 1);
    let end = kinds[column..].iter().position(|other| other != kind).map_or(kinds.len(), |at| column + at);
    start..end
}

/// Whether two texts are one but for line feeds at their end.
fn same(a: &str, b: &str) -> bool {
    a.trim_end_matches('\n') == b.trim_end_matches('\n')
}

fn area(text: &str) -> TextArea<'static> {
    let text = text.strip_suffix('\n').unwrap_or(text);
    let mut area = TextArea::new(text.split('\n').map(str::to_owned).collect());
    area.set_cursor_style(Style::new());
    area.set_cursor_line_style(Style::new());
    area.set_line_number_style(theme::part(Part::Quiet));
    area.set_selection_style(Style::new().add_modifier(Modifier::REVERSED));
    area.set_tab_length(STEP);
    area.set_wrap_mode(WrapMode::WordOrGlyph);
    area
}

#[cfg(test)]
mod tests {
    use ratatui::buffer::Buffer;
    use ratatui::layout::Rect;

    use super::Editor;
    use crate::tui::key::Key;
    use crate::tui::model::AnswerFile;

    fn editor(text: &str) -> Editor {
        Editor::new(AnswerFile {
            name: "a.sql".into(),
            saved: text.into(),
            draft: None,
            conflict: false,
            caret: (0, 0),
        })
    }

    /// Keys on a text: the text after, the caret's cell on the screen.
    fn check(before: &str, keys: &str, after: &str, cell: (u16, u16)) {
        let mut editor = editor(before);
        for key in keys.split(' ') {
            editor.key(Key::parse(key).unwrap_or_else(|| panic!("{key} is a key")));
        }
        assert_eq!(editor.text(), after, "{keys}");
        let area = Rect::new(0, 0, 30, 5);
        let caret = editor.view(area, &mut Buffer::empty(area)).expect("the caret is in sight");
        // Three cells of line number come first.
        assert_eq!((caret.x - 3, caret.y), cell, "{keys}");
    }

    #[test]
    fn keys_edit_by_grapheme_and_the_caret_stands_on_the_right_cell() {
        check("", "한 글", "한글\n", (4, 0));
        check("한글\n", "end backspace", "한\n", (2, 0));
        check("한글\n", "right", "한글\n", (2, 0));
        check("\u{1112}\u{1161}\u{11ab}a\n", "end backspace backspace", "", (0, 0));
        check("\u{1112}\u{1161}\u{11ab}a\n", "delete", "a\n", (0, 0));
        check("a\nb\n", "down backspace", "ab\n", (1, 0));
        check("  a\n", "end enter b", "  a\n  b\n", (3, 1));
        check("  a\n", "shift-tab", "a\n", (0, 0));
        check("a\n", "tab", "  a\n", (2, 0));
        check("ab\ncd\n", "ctrl-end x", "ab\ncdx\n", (3, 1));
        check("ab\ncd\n", "ctrl-end ctrl-home x", "xab\ncd\n", (1, 0));
    }

    #[test]
    fn the_mouse_puts_the_caret_and_selects() {
        use ratatui::layout::Position;
        let area = Rect::new(5, 2, 12, 4);
        for (presses, from, to, taken, caret) in [
            (1, (8, 2), None, "", (0, 0)),
            (1, (11, 2), None, "", (0, 1)),
            (1, (6, 5), None, "", (1, 0)),
            (1, (8, 2), Some((12, 2)), "한글", (0, 2)),
            (2, (9, 2), None, "한글", (0, 2)),
            (2, (9, 3), None, "one", (1, 3)),
            (3, (9, 3), None, "one two", (1, 7)),
        ] {
            let mut editor = editor("한글 x\none two\n");
            editor.view(area, &mut Buffer::empty(area));
            editor.press(area, Position::from(from), presses);
            if let Some(to) = to {
                editor.drag(area, Position::from(to));
            }
            assert_eq!(editor.caret(), caret, "{presses} at {from:?}");
            editor.area.copy();
            assert_eq!(editor.area.yank_text(), taken, "{presses} at {from:?}");
        }
    }

    #[test]
    fn a_paste_is_one_step_and_a_text_taken_can_be_undone() {
        let mut editor = editor("a\n");
        editor.paste("one\ntwo\n");
        assert_eq!(editor.text(), "one\ntwo\na\n");
        assert!(editor.fresh && editor.is_changed());
        editor.act(crate::tui::action::Action::Undo);
        assert_eq!(editor.text(), "a\n");
        editor.take("b\n");
        assert!(!editor.is_changed());
        // Taken out and put in: two steps.
        editor.act(crate::tui::action::Action::Undo);
        editor.act(crate::tui::action::Action::Undo);
        assert_eq!(editor.text(), "a\n");
    }
}
