//! What is done to whole lines: broken, moved in and out, commented.

use std::ops::RangeInclusive;

use unicode_segmentation::UnicodeSegmentation as _;

use super::moves::Kind;
use super::text::{At, Step, Text};

/// Spaces of a step of indentation.
const STEP: usize = 2;

/// Brackets, the opening before the closing one.
pub(super) const BRACKETS: [(&str, &str); 3] = [("(", ")"), ("[", "]"), ("{", "}")];

impl Text {
    /// Types a letter; a closing bracket alone on its line moves out to where it belongs.
    pub(super) fn type_char(&mut self, c: char) {
        let mut letter = [0; 4];
        let letter: &str = c.encode_utf8(&mut letter);
        let caret = self.caret();
        let before = self.left(caret).map_or(Kind::Space, |at| self.kind(at));
        let is_alone = self.line(caret.line)[..caret.byte].bytes().all(|byte| byte == b' ');
        let closes = is_alone && caret.byte >= STEP && BRACKETS.iter().any(|(_, close)| *close == letter);
        // A word is taken back at once, not letter by letter.
        let goes_on = Kind::of(letter) != Kind::Word || before == Kind::Word;
        self.begin(if self.selected().is_none() && goes_on { Step::Typing } else { Step::Word });
        if closes && self.selected().is_none() && self.deeper_above(caret.line) {
            let margin = At::new(caret.line, caret.byte - STEP);
            self.cut(margin..caret);
        }
        self.insert(letter);
    }

    /// Whether a line is no deeper in than the filled line above it, or one step where that opens a bracket.
    fn deeper_above(&self, line: usize) -> bool {
        let above = (0..line).rev().find(|above| !self.line(*above).trim().is_empty());
        above.is_some_and(|above| {
            let opens = usize::from(opens(self.line(above))) * STEP;
            self.indent(line) >= self.indent(above) + opens
        })
    }

    /// Breaks the line at the caret, as deep in as it is; one step deeper after an opening bracket.
    pub(super) fn break_line(&mut self) {
        self.begin(Step::Whole);
        if let Some(range) = self.selected() {
            self.cut(range);
        }
        let caret = self.caret();
        let (before, after) = self.line(caret.line).split_at(caret.byte);
        let indent = before[..self.indent(caret.line).min(caret.byte)].to_owned();
        let deeper = format!("{indent}{}", " ".repeat(STEP));
        let opened = before.trim_end().graphemes(true).next_back();
        let pair = BRACKETS.iter().find(|(open, _)| Some(*open) == opened);
        let closed = pair.is_some_and(|(_, close)| after.trim_start().starts_with(close));
        // Spaces at both sides of the break are of no use to anyone.
        let gap = At { byte: caret.byte + after.len() - after.trim_start_matches(' ').len(), ..caret };
        if closed {
            self.go(caret, false);
            let end = self.replace(caret..gap, &format!("\n{deeper}"));
            self.replace(end..end, &format!("\n{indent}"));
            self.go(end, false);
        } else {
            self.cut(caret..gap);
            self.insert(&format!("\n{}", if pair.is_some() { deeper } else { indent }));
        }
    }

    /// The place that Backspace erases to: a step of indentation, or a grapheme.
    pub(super) fn before_caret(&self, caret: At) -> At {
        let before = &self.line(caret.line)[..caret.byte];
        if !before.is_empty() && before.bytes().all(|byte| byte == b' ') {
            return At { byte: (before.len() - 1) / STEP * STEP, ..caret };
        }
        self.back(caret)
    }

    /// Types spaces to the next step, or moves the selected lines in.
    pub(super) fn tab(&mut self) {
        self.begin(Step::Whole);
        if self.selected().is_some() {
            let filled = |text: &Self, line: usize| !text.line(line).is_empty();
            self.each_line(|text, line| {
                if filled(text, line) {
                    text.replace(At::new(line, 0)..At::new(line, 0), &" ".repeat(STEP));
                }
            });
        } else {
            let column = self.line(self.caret().line)[..self.caret().byte].graphemes(true).count();
            self.insert(&" ".repeat(STEP - column % STEP));
        }
    }

    /// Moves the line of the caret, or the selected lines, one step out.
    pub(super) fn outdent(&mut self) {
        self.begin(Step::Whole);
        self.each_line(|text, line| {
            let spaces = text.line(line).bytes().take(STEP).take_while(|byte| *byte == b' ').count();
            let tab = usize::from(text.line(line).starts_with('\t'));
            text.replace(At::new(line, 0)..At::new(line, spaces.max(tab)), "");
        });
    }

    /// Makes comments of the line of the caret, or of the selected lines; where all are, no longer.
    pub(super) fn comment(&mut self, mark: &str) {
        self.begin(Step::Whole);
        let filled = |text: &Self, line: usize| !text.line(line).trim().is_empty();
        let lines: Vec<usize> = self.chosen().filter(|line| filled(self, *line)).collect();
        let is_comment = |line: usize| self.line(line).trim_start().starts_with(mark);
        let undone = lines.iter().all(|line| is_comment(*line));
        let margin = lines.iter().map(|line| self.indent(*line)).min().unwrap_or(0);
        self.each_line(|text, line| {
            if !filled(text, line) {
            } else if undone {
                let from = text.indent(line);
                let rest = &text.line(line)[from + mark.len()..];
                let to = from + mark.len() + usize::from(rest.starts_with(' '));
                text.replace(At::new(line, from)..At::new(line, to), "");
            } else {
                let at = At::new(line, margin);
                text.replace(at..at, &format!("{mark} "));
            }
        });
    }

    /// The lines of the selection, or the caret's. One that is selected up to its beginning alone does not count.
    pub(super) fn chosen(&self) -> RangeInclusive<usize> {
        match self.selected() {
            None => self.caret().line..=self.caret().line,
            Some(range) => {
                let last = if range.end.byte == 0 { range.end.line - 1 } else { range.end.line };
                range.start.line..=last.max(range.start.line)
            }
        }
    }

    /// Does something at the beginning of each chosen line; caret and selection stay on their letters.
    fn each_line(&mut self, change: impl Fn(&mut Self, usize)) {
        let (caret, selected) = (self.caret(), self.selected());
        let from_end = |text: &Self, at: At| text.line(at.line).len() - at.byte;
        let anchor = selected.map(|range| if range.start == caret { range.end } else { range.start });
        let kept = [Some(caret), anchor].map(|at| at.map(|at| (at, from_end(self, at))));
        for line in self.chosen() {
            change(self, line);
        }
        let [caret, anchor] = kept.map(|kept| {
            kept.map(|(at, end)| {
                // What stood at the margin stays there.
                let byte = if at.byte == 0 && self.selected().is_some() {
                    0
                } else {
                    self.line(at.line).len().saturating_sub(end)
                };
                At { byte, ..at }
            })
        });
        if let Some(anchor) = anchor {
            self.go(anchor, false);
        }
        if let Some(caret) = caret {
            self.go(caret, anchor.is_some());
        }
    }

    /// The next empty line up or down, or the end of the text.
    pub(super) fn paragraph(&self, at: At, forward: bool) -> At {
        let is_gap = |line: &usize| self.line(*line).trim().is_empty() && !self.line(line + 1).trim().is_empty();
        if forward {
            let gap = (at.line + 1..self.lines().len()).find(is_gap);
            gap.map_or_else(|| self.end(), |line| At::new(line, 0))
        } else {
            let gap = (0..at.line).rev().find(is_gap);
            gap.map_or_else(At::default, |line| At::new(line, 0))
        }
    }
}

/// Whether a line ends in an opening bracket.
fn opens(line: &str) -> bool {
    BRACKETS.iter().any(|(open, _)| line.trim_end().ends_with(open))
}
