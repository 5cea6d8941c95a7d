//! A text that is edited: its lines, the caret, what is selected, and what was done to it.
//!
//! One primitive changes it, [`Text::replace`]; whatever else changes a text is made of it. So a step can be taken back
//! however it was made, and who keeps something by line (colours, marks) learns of every change as a [`Splice`].

use std::ops::Range;

use super::history::{Change, History};

/// A place in a text: before a grapheme of a line, or at the line's end. In bytes, from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub(super) struct At {
    pub(super) line: usize,
    pub(super) byte: usize,
}

impl At {
    pub(super) const fn new(line: usize, byte: usize) -> Self {
        Self { line, byte }
    }
}

/// Lines that were changed: from `line` on, `out` lines became `put` lines.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Splice {
    pub(super) line: usize,
    pub(super) out: usize,
    pub(super) put: usize,
}

/// What a step is made of: steps of one kind that follow one another at one place are one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Step {
    /// The first letter of a word: a new step, which more letters go on with.
    Word,
    /// Typed letters.
    Typing,
    /// Letters taken out one by one.
    Erasing,
    /// All else: a step for itself.
    Whole,
}

/// The text.
#[derive(Debug)]
pub(super) struct Text {
    /// At least one.
    lines: Vec<String>,
    caret: At,
    /// Where the selection begins, which ends at the caret.
    anchor: Option<At>,
    history: History,
    splices: Vec<Splice>,
    /// Changes ever made.
    changes: u64,
}

impl Text {
    /// A text, ending in a line feed or not.
    pub(super) fn new(text: &str) -> Self {
        let text = text.strip_suffix('\n').unwrap_or(text);
        Self {
            lines: text.split('\n').map(str::to_owned).collect(),
            caret: At::default(),
            anchor: None,
            history: History::default(),
            splices: Vec::new(),
            changes: 0,
        }
    }

    pub(super) fn lines(&self) -> &[String] {
        &self.lines
    }

    /// A line; nothing below the last.
    pub(super) fn line(&self, line: usize) -> &str {
        self.lines.get(line).map_or("", String::as_str)
    }

    /// All of it, ending in a line feed unless it is empty.
    pub(super) fn whole(&self) -> String {
        let mut text = self.lines.join("\n");
        if !text.is_empty() {
            text.push('\n');
        }
        text
    }

    /// Whether it is this text but for line feeds at the end.
    pub(super) fn is(&self, text: &str) -> bool {
        let filled = self.lines.iter().rposition(|line| !line.is_empty()).map_or(0, |last| last + 1);
        let text = text.trim_end_matches('\n');
        if text.is_empty() {
            return filled == 0;
        }
        self.lines[..filled].iter().map(String::as_str).eq(text.split('\n'))
    }

    pub(super) fn caret(&self) -> At {
        self.caret
    }

    /// Puts the caret somewhere; the selection follows it or ends.
    pub(super) fn go(&mut self, to: At, selecting: bool) {
        let to = self.nearest(to);
        match (selecting, self.anchor) {
            (true, None) => self.anchor = Some(self.caret),
            (false, _) => self.anchor = None,
            (true, Some(_)) => {}
        }
        self.caret = to;
    }

    /// Selects from one place to another, the caret at the latter.
    pub(super) fn select(&mut self, from: At, to: At) {
        self.go(from, false);
        self.go(to, true);
    }

    /// What is selected, if it is anything.
    pub(super) fn selected(&self) -> Option<Range<At>> {
        let anchor = self.anchor?;
        (anchor != self.caret).then(|| anchor.min(self.caret)..anchor.max(self.caret))
    }

    /// The place that there is, for one that there may not be: a line's end, the text's end, a letter's beginning.
    pub(super) fn nearest(&self, at: At) -> At {
        if at.line >= self.lines.len() {
            return self.end();
        }
        let line = self.line(at.line);
        let mut byte = at.byte.min(line.len());
        while !line.is_char_boundary(byte) {
            byte -= 1;
        }
        At { byte, ..at }
    }

    /// The end of the text.
    pub(super) fn end(&self) -> At {
        let last = self.lines.len() - 1;
        At::new(last, self.lines[last].len())
    }

    /// The text between two places.
    pub(super) fn slice(&self, range: &Range<At>) -> String {
        let (from, to) = (range.start, range.end);
        if from.line == to.line {
            return self.line(from.line)[from.byte..to.byte].to_owned();
        }
        let mut out = self.line(from.line)[from.byte..].to_owned();
        for line in &self.lines[from.line + 1..to.line] {
            out.push('\n');
            out.push_str(line);
        }
        out.push('\n');
        out.push_str(&self.line(to.line)[..to.byte]);
        out
    }

    /// Begins a step. What is done until the next one is taken back with it.
    pub(super) fn begin(&mut self, step: Step) {
        self.history.begin(step, self.caret);
    }

    /// Lets all that is done from now on be one step, or no longer.
    pub(super) fn hold(&mut self, held: bool) {
        self.history.hold(held);
    }

    /// How many changes were ever made.
    pub(super) fn changes(&self) -> u64 {
        self.changes
    }

    /// Puts a text in place of what is between two places; where it ends. The caret is left where it is.
    pub(super) fn replace(&mut self, range: Range<At>, put: &str) -> At {
        if range.is_empty() && put.is_empty() {
            return range.start;
        }
        let change = Change { at: range.start, out: self.slice(&range), put: put.to_owned() };
        let end = self.splice(range, put);
        self.history.add(change, end);
        end
    }

    /// Puts a text in place of what is selected, or in at the caret, which stands after it then.
    pub(super) fn insert(&mut self, put: &str) {
        let range = self.selected().unwrap_or(self.caret..self.caret);
        self.caret = self.replace(range, put);
        self.anchor = None;
    }

    /// Takes out what is between two places; the caret stands there then.
    pub(super) fn cut(&mut self, range: Range<At>) {
        self.caret = self.replace(range, "");
        self.anchor = None;
    }

    /// Takes back the last step; whether there was one.
    pub(super) fn undo(&mut self) -> bool {
        let Some(step) = self.history.back() else { return false };
        for change in step.changes.iter().rev() {
            let put = change.at..end_of(change.at, &change.put);
            self.splice(put, &change.out);
        }
        self.go(step.before, false);
        self.history.was_undone(step);
        true
    }

    /// Does again what was taken back last; whether there was anything.
    pub(super) fn redo(&mut self) -> bool {
        let Some(step) = self.history.forth() else { return false };
        for change in &step.changes {
            let out = change.at..end_of(change.at, &change.out);
            self.splice(out, &change.put);
        }
        self.go(step.after, false);
        self.history.was_redone(step);
        true
    }

    /// The changes since the last time this was asked.
    pub(super) fn splices(&mut self) -> Vec<Splice> {
        std::mem::take(&mut self.splices)
    }

    fn splice(&mut self, range: Range<At>, put: &str) -> At {
        let (from, to) = (range.start, range.end);
        self.changes += 1;
        let new = put.matches('\n').count() + 1;
        self.splices.push(Splice { line: from.line, out: to.line - from.line + 1, put: new });
        if from.line == to.line && new == 1 {
            self.lines[from.line].replace_range(from.byte..to.byte, put);
        } else {
            let tail = self.lines[to.line][to.byte..].to_owned();
            let mut lines: Vec<String> = put.split('\n').map(str::to_owned).collect();
            lines[0].insert_str(0, &self.lines[from.line][..from.byte]);
            lines[new - 1].push_str(&tail);
            self.lines.splice(from.line..=to.line, lines);
        }
        end_of(from, put)
    }
}

/// Where a text ends that begins somewhere.
fn end_of(from: At, text: &str) -> At {
    match text.rsplit_once('\n') {
        None => At { byte: from.byte + text.len(), ..from },
        Some((above, last)) => At::new(from.line + 1 + above.matches('\n').count(), last.len()),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{At, Step, Text};

    /// A text with some of it replaced, and what undo and redo make of it.
    fn check(before: &str, range: [usize; 4], put: &str, after: &str) {
        let mut text = Text::new(before);
        let [a, b, c, d] = range;
        text.begin(Step::Whole);
        let end = text.replace(At::new(a, b)..At::new(c, d), put);
        assert_eq!(text.whole(), after);
        assert_eq!(text.slice(&(At::new(a, b)..end)), put, "{after}");
        assert!(text.undo());
        assert_eq!(text.whole(), before);
        assert!(text.redo() && !text.redo());
        assert_eq!(text.whole(), after);
    }

    #[test]
    fn a_range_becomes_another_text_and_back() {
        check("ab\n", [0, 1, 0, 1], "한", "a한b\n");
        check("ab\n", [0, 1, 0, 2], "x\ny\n", "ax\ny\n\n");
        check("ab\ncd\nef\n", [0, 1, 2, 1], "", "af\n");
        check("ab\ncd\nef\n", [0, 1, 2, 1], "-\n-", "a-\n-f\n");
        check("ab\n", [0, 0, 0, 2], "", "");
    }

    #[test]
    fn a_text_is_compared_without_its_last_line_feeds() {
        for (text, other, is) in [
            ("a\nb\n", "a\nb", true),
            ("a\n\n\n", "a", true),
            ("", "\n\n", true),
            ("", "a", false),
            ("a\nb\n", "a\n", false),
            ("a\n", "a\nb\n", false),
            ("\na\n", "a\n", false),
        ] {
            assert_eq!(Text::new(text).is(other), is, "{text:?} and {other:?}");
        }
    }

    #[test]
    fn typed_letters_are_taken_back_together_and_the_rest_one_by_one() {
        let mut text = Text::new("");
        for (step, put) in [(Step::Typing, "a"), (Step::Typing, "b"), (Step::Whole, "c\nd"), (Step::Typing, "e")] {
            text.begin(step);
            text.insert(put);
        }
        text.go(At::default(), false);
        text.begin(Step::Typing);
        text.insert("f");
        for wanted in ["abc\nde\n", "abc\nd\n", "ab\n", ""] {
            assert!(text.undo());
            assert_eq!(text.whole(), wanted);
        }
        assert!(!text.undo());
        for _ in 0..3 {
            text.redo();
        }
        assert_eq!((text.whole().as_str(), text.caret()), ("abc\nde\n", At::new(1, 2)));
        // What is done now takes the place of what was taken back.
        text.begin(Step::Whole);
        text.insert("!");
        assert!(!text.redo());
    }

    proptest! {
        #[test]
        fn every_way_back_leads_to_the_beginning(
            edits in prop::collection::vec((0..6_usize, 0..6_usize, 0..6_usize, 0..6_usize, "[a한\n]{0,5}"), 0..20)
        ) {
            let mut text = Text::new("one\n둘\nthree\n");
            let mut seen = vec![text.whole()];
            for (a, b, c, d, put) in edits {
                let (from, to) = (text.nearest(At::new(a, b)), text.nearest(At::new(c, d)));
                text.begin(Step::Whole);
                if from != to || !put.is_empty() {
                    text.replace(from.min(to)..from.max(to), &put);
                    seen.push(text.whole());
                }
            }
            let last = seen.pop().expect("the text as it was");
            prop_assert_eq!(text.whole(), last);
            while let Some(before) = seen.pop() {
                prop_assert!(text.undo());
                prop_assert_eq!(text.whole(), before);
            }
            prop_assert!(!text.undo());
        }
    }
}
