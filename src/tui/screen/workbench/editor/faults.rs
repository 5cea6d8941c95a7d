//! Places of the text that a verdict is about, marked until their line is edited.

use std::ops::Range;

use super::Editor;
use super::text::{At, Splice};

/// What is marked: in a line, the word or sign at a place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Fault {
    pub(super) line: usize,
    pub(super) bytes: Range<usize>,
}

impl Editor {
    /// Marks lines and columns from 0, in place of what was marked before.
    pub(crate) fn mark(&mut self, places: &[(u32, u32)]) {
        let fault = |(line, column): &(u32, u32)| {
            let (line, column) = (*line as usize, *column as usize);
            let words = self.text.lines().get(line)?;
            let byte = words.char_indices().nth(column).map_or(words.len(), |(at, _)| at);
            Some(Fault { line, bytes: self.text.word_at(At::new(line, byte)) })
        };
        self.faults = places.iter().filter_map(fault).collect();
    }
}

/// Lets the marks follow a change: those of changed lines go, those below move with their lines.
pub(super) fn follow(faults: &mut Vec<Fault>, splice: Splice) {
    let changed = splice.line..splice.line + splice.out;
    faults.retain(|fault| !changed.contains(&fault.line));
    for fault in faults.iter_mut().filter(|fault| fault.line >= changed.end) {
        fault.line = fault.line + splice.put - splice.out;
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{editor, press};

    #[test]
    fn marks_stay_until_their_line_is_edited() {
        for (keys, wanted) in [
            ("down", vec![(1, 2..6), (2, 0..3)]),
            ("enter", vec![(2, 2..6), (3, 0..3)]),
            ("down x", vec![(2, 0..3)]),
            ("down down x", vec![(1, 2..6)]),
            ("down delete delete end delete", vec![]),
        ] {
            let mut editor = editor("a.sql", "one\n  FORM x\n주\n");
            editor.mark(&[(1, 3), (2, 9), (9, 0)]);
            press(&mut editor, keys);
            let marked: Vec<_> = editor.faults.iter().map(|fault| (fault.line, fault.bytes.clone())).collect();
            assert_eq!(marked, wanted, "{keys}");
        }
    }
}
