//! Words found in the file, and replaced.

use std::ops::Range;

use memchr::memmem;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use unicode_normalization::UnicodeNormalization as _;

use super::Editor;
use super::text::{At, Step, Text};
use crate::base::Strings;
use crate::course::search::fold;
use crate::tui::action::Action;
use crate::tui::key::Key;
use crate::tui::screen::line::Line;
use crate::tui::screen::seek::{Seek, labelled};

/// What is looked for, and what is to take its place.
#[derive(Debug, Default)]
pub(super) struct Find {
    pub(super) seek: Seek<Range<At>>,
    with: Line,
    /// Whether one is asked what takes its place.
    asks: bool,
    /// Whether that is what is being typed.
    replacing: bool,
    /// Where the caret was when the finding began.
    from: At,
}

/// Where a text has these words, in any case.
pub(super) fn matches(text: &Text, words: &str) -> Vec<Range<At>> {
    let words = fold(&words.nfc().collect::<String>());
    if words.is_empty() {
        return Vec::new();
    }
    let finder = memmem::Finder::new(words.as_bytes());
    let mut found = Vec::new();
    for (number, line) in text.lines().iter().enumerate() {
        // Folding keeps lengths.
        let begins = finder.find_iter(fold(line).as_bytes()).collect::<Vec<_>>();
        found.extend(begins.into_iter().map(|byte| At::new(number, byte)..At::new(number, byte + words.len())));
    }
    found
}

impl Editor {
    /// Whether words are being looked for, and whether what takes their place is being typed.
    pub(crate) fn finding(&self) -> Option<bool> {
        self.find.as_ref().map(|find| find.replacing)
    }

    /// Takes a key while words are looked for; how many were replaced, where all were.
    pub(crate) fn find(&mut self, action: Option<Action>, key: Key) -> Option<usize> {
        let mut replaced = None;
        match (action, &mut self.find) {
            (Some(Action::FindInFile), _) => self.begin_find(),
            (_, None) => {}
            (Some(Action::SeekNext | Action::ReplaceNext), _) => self.step_match(true),
            (Some(Action::SeekBefore | Action::ReplaceBefore), _) => self.step_match(false),
            (Some(Action::SeekField), Some(find)) => (find.asks, find.replacing) = (true, true),
            (Some(Action::ReplaceField), Some(find)) => find.replacing = false,
            (Some(Action::SeekStop | Action::ReplaceStop), _) => self.end_find(),
            (Some(Action::ReplaceHere), _) => self.replace_here(),
            (Some(Action::ReplaceAll), _) => replaced = Some(self.replace_all()),
            (Some(_), _) => {}
            (None, Some(find)) if find.replacing => _ = find.with.take(key),
            (None, Some(find)) => {
                if find.seek.line.take(key) {
                    self.find_from_here();
                }
            }
        }
        self.settle();
        replaced
    }

    /// Takes a paste into the line; false where no words are looked for.
    pub(super) fn find_paste(&mut self, text: &str) -> bool {
        match &mut self.find {
            None => return false,
            Some(find) if find.replacing => find.with.insert(text),
            Some(find) => {
                find.seek.line.insert(text);
                self.find_from_here();
            }
        }
        true
    }

    fn begin_find(&mut self) {
        let selected = self.text.selected().filter(|range| range.start.line == range.end.line);
        let mut find = Find { from: self.text.caret(), ..Find::default() };
        if let Some(range) = selected {
            find.from = range.start;
            find.seek.line.insert(&self.text.slice(&range));
        }
        self.find = Some(find);
        self.find_from_here();
    }

    pub(super) fn end_find(&mut self) {
        self.find = None;
        self.window.below = 0;
    }

    /// Finds the words again in a text that changed.
    pub(super) fn find_again(&mut self) {
        if let Some(find) = &mut self.find {
            find.seek.found(matches(&self.text, find.seek.line.text()));
        }
    }

    fn find_from_here(&mut self) {
        self.find_again();
        let Some(find) = &mut self.find else { return };
        let from = find.from;
        find.seek.start(|found| found.start >= from);
        let to = find.seek.here().map_or(from, |found| found.start);
        self.text.go(to, false);
    }

    fn step_match(&mut self, forward: bool) {
        let Some(find) = &mut self.find else { return };
        find.seek.step(forward);
        if let Some(found) = find.seek.here().cloned() {
            self.text.go(found.start, false);
            find.from = found.start;
        }
    }

    fn replace_here(&mut self) {
        let Some(find) = &mut self.find else { return };
        let Some(found) = find.seek.here().cloned() else { return };
        self.text.begin(Step::Whole);
        find.from = self.text.replace(found, find.with.text());
        self.find_from_here();
    }

    fn replace_all(&mut self) -> usize {
        let Some(find) = &self.find else { return 0 };
        self.text.begin(Step::Whole);
        let found: Vec<Range<At>> = find.seek.all().map(|(found, _)| found.clone()).collect();
        // From the end, so that places before stay where they are.
        for found in found.iter().rev() {
            self.text.replace(found.clone(), find.with.text());
        }
        self.find_again();
        found.len()
    }

    /// Rows that lines at the bottom take: those of the finding, or the command line.
    pub(super) fn rows_below(&self) -> u16 {
        match &self.find {
            None => u16::from(self.vim.as_ref().is_some_and(|vim| vim.line().is_some())),
            Some(find) => 1 + u16::from(find.asks),
        }
    }

    /// Draws the lines on the last rows of `area`; the place of the caret.
    pub(super) fn view_find(&self, words: &Strings, area: Rect, buf: &mut Buffer) -> Option<Position> {
        let find = self.find.as_ref()?;
        let rows = self.rows_below().min(area.height);
        let first = Rect { x: area.x + 1, y: area.bottom() - rows, width: area.width.saturating_sub(1), height: 1 };
        let caret = find.seek.view(&words.get("find-in-lesson"), "find-nothing-in-file", words, first, buf);
        if !find.asks || rows < 2 {
            return caret;
        }
        let second = Rect { y: first.y + 1, ..first };
        let below = labelled(&words.get("find-replace"), &find.with, second, buf);
        if find.replacing { below } else { caret }
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{editor, marked, shown};
    use crate::tui::action::Action;
    use crate::tui::key::Key;

    /// Words typed into the line, then actions: the text, the count of places.
    fn check(before: &str, words: &str, actions: &[Action], after: &str) {
        let mut editor = marked("a.sql", before);
        let key = Key::parse("x").expect("a key");
        editor.find(Some(Action::FindInFile), key);
        let (find, with) = words.split_once('/').unwrap_or((words, ""));
        for c in find.chars() {
            editor.find(None, Key { code: crate::tui::key::Code::Char(c), ..key });
        }
        if !with.is_empty() {
            editor.find(Some(Action::SeekField), key);
            assert!(editor.find_paste(with));
        }
        for action in actions {
            editor.find(Some(*action), key);
        }
        assert_eq!(shown(&editor), after, "{words} in {before:?}");
    }

    #[test]
    fn words_are_found_from_the_caret_on_and_round() {
        use Action::{SeekBefore, SeekNext, SeekStop};
        check("|a\nOrder\norder", "ord", &[], "a\n|Order\norder");
        check("|a\nOrder\norder", "ord", &[SeekNext], "a\nOrder\n|order");
        check("|a\nOrder\norder", "ord", &[SeekNext, SeekNext, SeekStop], "a\n|Order\norder");
        check("|a\nOrder\norder", "ord", &[SeekBefore], "a\nOrder\n|order");
        check("order |x order", "order", &[], "order x |order");
        check("|주문과 재주문", "주문", &[SeekNext], "주문과 재|주문");
        check("a |b", "zzz", &[SeekNext], "a |b");
        check("a ^b|", "", &[SeekNext], "a |b");
    }

    #[test]
    fn words_are_replaced_one_by_one_and_all_at_once() {
        use Action::{ReplaceAll, ReplaceHere, ReplaceNext};
        check("|a b a b a", "a/가", &[ReplaceHere], "가 b |a b a");
        check("|a b a b a", "a/aa", &[ReplaceHere, ReplaceNext, ReplaceHere], "|aa b a b aa");
        check("|aXa\nxa", "x/--", &[ReplaceAll], "a|--a\n--a");
        check("|주문 주문", "주문/결제", &[ReplaceAll], "|결제 결제");
    }

    #[test]
    fn all_that_was_replaced_is_taken_back_as_one_step() {
        let mut editor = editor("a.sql", "a b\na\n");
        let key = Key::parse("a").expect("a key");
        editor.find(Some(Action::FindInFile), key);
        editor.find(None, key);
        editor.find(Some(Action::SeekField), key);
        editor.find_paste("long");
        assert_eq!(editor.find(Some(Action::ReplaceAll), key), Some(2));
        assert_eq!(editor.text(), "long b\nlong\n");
        editor.act(Action::Undo);
        assert_eq!(editor.text(), "a b\na\n");
    }
}
