//! One line of text that is typed: words to search for.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;
use unicode_segmentation::UnicodeSegmentation as _;

use crate::base::{Safe, width};
use crate::tui::key::{Code, Key};
use crate::tui::paint;

/// More is no search but a paste.
const LONGEST: usize = 200;

/// The text and the place of the caret in it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(in crate::tui::screen) struct Line {
    text: String,
    /// In bytes, between two graphemes.
    caret: usize,
}

impl Line {
    /// What is typed.
    pub(in crate::tui::screen) fn text(&self) -> &str {
        &self.text
    }

    /// Takes a key; whether the text changed.
    pub(in crate::tui::screen) fn take(&mut self, key: Key) -> bool {
        let before = self.text.len();
        match key.code {
            Code::Char('u') if key.ctrl => self.cut(0),
            Code::Char('w') if key.ctrl => {
                let typed = self.text[..self.caret].trim_end();
                self.cut(typed.rfind(' ').map_or(0, |space| space + 1));
            }
            Code::Char(c) if !key.ctrl && !key.alt => self.insert(c.encode_utf8(&mut [0; 4])),
            Code::Backspace => self.cut(self.caret - self.before()),
            Code::Delete => {
                let after = self.caret + self.after();
                self.text.replace_range(self.caret..after, "");
            }
            Code::Left => self.caret -= self.before(),
            Code::Right => self.caret += self.after(),
            Code::Home => self.caret = 0,
            Code::End => self.caret = self.text.len(),
            _ => {}
        }
        self.text.len() != before
    }

    /// Puts in a text, on one line.
    pub(in crate::tui::screen) fn insert(&mut self, text: &str) {
        let room = LONGEST.saturating_sub(self.text.chars().count());
        let text = text.replace(['\n', '\t'], " ");
        let text: String = Safe::line(&text).as_str().chars().take(room).collect();
        self.text.insert_str(self.caret, &text);
        self.caret += text.len();
        // A mark may have joined the letter before or after.
        let bounds = self.text.grapheme_indices(true).map(|(at, _)| at).chain([self.text.len()]);
        self.caret = bounds.into_iter().find(|at| *at >= self.caret).unwrap_or(self.text.len());
    }

    fn cut(&mut self, from: usize) {
        self.text.replace_range(from..self.caret, "");
        self.caret = from;
    }

    /// Bytes of the grapheme before the caret.
    fn before(&self) -> usize {
        self.text[..self.caret].graphemes(true).next_back().map_or(0, str::len)
    }

    fn after(&self) -> usize {
        self.text[self.caret..].graphemes(true).next().map_or(0, str::len)
    }

    /// Draws it on the first row of `area`, the caret in sight; the place of the caret.
    pub(in crate::tui::screen) fn view(&self, area: Rect, buf: &mut Buffer) -> Option<Position> {
        if area.is_empty() {
            return None;
        }
        let room = usize::from(area.width.saturating_sub(1));
        // What does not fit goes out on the left.
        let mut first = 0;
        while width(&self.text[first..self.caret]) > room {
            first += self.text[first..].graphemes(true).next().map_or(1, str::len);
        }
        paint::text(buf, area.x, area.y, &self.text[first..], Style::new(), area.width);
        Some(Position { x: area.x + paint::cells(&self.text[first..self.caret]), y: area.y })
    }
}

#[cfg(test)]
mod tests {
    use super::Line;
    use crate::tui::key::Key;

    #[test]
    fn keys_change_the_line() {
        for (keys, wanted) in [
            ("a b", "ab|"),
            ("한 글 backspace", "한|"),
            ("한 글 left backspace", "|글"),
            ("한 글 home delete", "|글"),
            ("a space b space ctrl-w", "a |"),
            ("a b left ctrl-u", "|b"),
            ("a left left right right end x", "ax|"),
            ("e \u{301} backspace", "|"),
            ("ctrl-s alt-x f1 backspace delete", "|"),
        ] {
            let mut line = Line::default();
            for key in keys.split(' ') {
                line.take(Key::parse(key).expect("a key"));
            }
            let (before, after) = line.text.split_at(line.caret);
            assert_eq!(format!("{before}|{after}"), wanted, "{keys}");
        }
    }

    #[test]
    fn a_paste_is_one_line_and_no_book() {
        let mut line = Line::default();
        line.insert("one\ntwo\u{1b}[31m");
        assert!(line.text().starts_with("one two") && !line.text().contains(['\n', '\u{1b}']), "{line:?}");
        line.insert(&"x".repeat(10_000));
        assert_eq!(line.text().chars().count(), super::LONGEST);
    }
}
