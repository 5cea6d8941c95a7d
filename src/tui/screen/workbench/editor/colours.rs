//! The colours of the text in the editor: what is open where each line begins.
//!
//! To colour the lines in sight, the lines above need not be read again; after a change only the lines that changed are,
//! and those below them as far as it matters.

use std::ops::Range;

use super::text::Splice;
use crate::tui::syntax::{self, Kind, Language, Open};

/// Longest line that is coloured, in bytes: more is data, not code.
const LONGEST: usize = 4_000;

/// What is open before and after each line.
#[derive(Debug)]
pub(super) struct Colours {
    language: Option<Language>,
    lines: Vec<Option<Known>>,
}

/// A line that was read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Known {
    before: Open,
    after: Open,
}

impl Colours {
    /// Those of a file, by its name.
    pub(super) fn of(file: &str, lines: &[String]) -> Self {
        let mut colours = Self { language: Language::of_file(file), lines: vec![None; lines.len()] };
        colours.read(0, lines.len(), lines);
        colours
    }

    /// What begins a comment up to the end of the line.
    pub(super) fn comment(&self) -> Option<&'static str> {
        self.language.map(Language::comment)
    }

    /// Reads what changed.
    pub(super) fn follow(&mut self, splices: &[Splice], lines: &[String]) {
        for splice in splices {
            let out = splice.line..(splice.line + splice.out).min(self.lines.len());
            self.lines.splice(out, std::iter::repeat_n(None, splice.put));
        }
        // Of many changes, what lies between the first and the last.
        let first = splices.iter().map(|splice| splice.line).min();
        let last = self.lines.iter().rposition(Option::is_none);
        if let (Some(first), Some(last)) = (first, last) {
            self.read(first, last + 1, lines);
        }
    }

    /// Reads lines, and those below the last as far as what is open there differs.
    fn read(&mut self, from: usize, to: usize, lines: &[String]) {
        let Some(language) = self.language else { return };
        let mut open = match from.checked_sub(1) {
            Some(above) => self.lines[above].map_or(Open::Nothing, |known| known.after),
            None => Open::Nothing,
        };
        for (at, line) in lines.iter().enumerate().skip(from) {
            match self.lines[at] {
                Some(known) if known.before == open => {
                    if at >= to {
                        return;
                    }
                    open = known.after;
                }
                _ => {
                    let after = if line.len() > LONGEST { open } else { syntax::line(language, line, open).1 };
                    self.lines[at] = Some(Known { before: open, after });
                    open = after;
                }
            }
        }
    }

    /// The words of a line and what they are.
    pub(super) fn words(&self, line: usize, text: &str) -> Vec<(Range<usize>, Kind)> {
        match (self.language, self.lines.get(line)) {
            (Some(language), Some(Some(known))) if text.len() <= LONGEST => {
                syntax::line(language, text, known.before).0
            }
            _ => Vec::new(),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::text::{At, Step, Text};
    use super::Colours;

    proptest! {
        #[test]
        fn a_change_is_followed_as_far_as_it_matters(
            edits in prop::collection::vec((0..6_usize, 0..9_usize, 0..3_usize, 0..9_usize, "(/\\*|\\*/|'|\n|a){0,3}"), 1..12)
        ) {
            let mut text = Text::new("SELECT\n/* a\n*/ b\n'c\nd' e");
            let mut colours = Colours::of("a.sql", text.lines());
            for (line, byte, more, end, put) in edits {
                let (from, to) = (text.nearest(At::new(line, byte)), text.nearest(At::new(line + more, end)));
                text.begin(Step::Whole);
                text.replace(from.min(to)..from.max(to), &put);
                if more == 1 {
                    text.undo();
                }
                let splices = text.splices();
                colours.follow(&splices, text.lines());
                let anew = Colours::of("a.sql", text.lines());
                prop_assert_eq!(&colours.lines, &anew.lines, "{}", text.whole());
            }
        }
    }
}
