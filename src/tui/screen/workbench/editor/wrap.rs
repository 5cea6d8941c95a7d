//! A line in the rows of a screen: where it is wrapped, and which cell a place of it has.
//!
//! Rows end at spaces; a word alone that is wider than a row is broken between graphemes.

use std::borrow::Cow;

use unicode_segmentation::UnicodeSegmentation as _;

use crate::base::{Safe, width};

/// Cells of a tab's step.
const TAB: usize = 2;

/// What is drawn for a grapheme at a column, and its cells.
pub(super) fn shown(grapheme: &str, column: usize) -> (Cow<'_, str>, usize) {
    let mut chars = grapheme.chars();
    match (chars.next(), chars.next()) {
        (Some(' '..='~'), None) => (Cow::Borrowed(grapheme), 1),
        (Some('\t'), None) => {
            let cells = TAB - column % TAB;
            (Cow::Owned(" ".repeat(cells)), cells)
        }
        // Syllables and letters of most alphabets.
        (Some(c), None) if c.is_alphanumeric() => (Cow::Borrowed(grapheme), width(grapheme)),
        _ => {
            let safe = Safe::line(grapheme).into_string();
            let cells = width(&safe);
            (Cow::Owned(safe), cells)
        }
    }
}

/// Where the rows of a line begin, in bytes; one at least.
pub(super) fn rows(line: &str, room: usize) -> Vec<usize> {
    let room = room.max(2);
    if line.len() <= room && line.is_ascii() && !line.bytes().any(|byte| byte < b' ') {
        return vec![0];
    }
    let mut begins = vec![0];
    // After the last space of the row: where it may be broken, and the cells before that.
    let mut space: Option<(usize, usize)> = None;
    let mut used = 0;
    for (at, grapheme) in line.grapheme_indices(true) {
        let (_, cells) = shown(grapheme, used);
        // A space may hang over the end.
        if used + cells > room && grapheme != " " {
            let (begin, before) = space.take().unwrap_or((at, used));
            begins.push(begin);
            used -= before;
        }
        used += cells;
        if grapheme == " " {
            space = Some((at + 1, used));
        }
    }
    begins
}

/// The row of a byte among those of its line, and its cell there.
pub(super) fn cell(line: &str, begins: &[usize], byte: usize, room: usize) -> (usize, usize) {
    let row = begins.partition_point(|begin| *begin <= byte).saturating_sub(1);
    let mut column = 0;
    for grapheme in line[begins[row]..byte].graphemes(true) {
        column += shown(grapheme, column).1;
    }
    (row, column.min(room.saturating_sub(1)))
}

/// The byte whose grapheme has a cell of a row; the last place of the row for a cell after it.
pub(super) fn byte(line: &str, begins: &[usize], row: usize, cell: usize) -> usize {
    let row = row.min(begins.len() - 1);
    let (begin, next) = (begins[row], begins.get(row + 1).copied());
    let mut column = 0;
    let mut last = begin;
    for (at, grapheme) in line[begin..next.unwrap_or(line.len())].grapheme_indices(true) {
        last = begin + at;
        column += shown(grapheme, column).1;
        if column > cell {
            return last;
        }
    }
    if next.is_some() { last } else { line.len() }
}

#[cfg(test)]
mod tests {
    use super::{byte, cell, rows};

    fn check(line: &str, room: usize, wanted: &[&str]) {
        let begins = rows(line, room);
        let ends = begins.iter().skip(1).copied().chain([line.len()]);
        let found: Vec<&str> = begins.iter().zip(ends).map(|(from, to)| &line[*from..to]).collect();
        assert_eq!(found, wanted);
        // Every place has a cell that leads back to it, but for what hangs over the edge.
        for at in line.char_indices().map(|(at, _)| at).chain([line.len()]) {
            let (row, column) = cell(line, &begins, at, room);
            if column + 1 < room {
                assert_eq!(byte(line, &begins, row, column), at, "{at} in {line}");
            }
        }
    }

    #[test]
    fn rows_end_at_spaces_or_within_a_word_that_is_too_wide() {
        check("", 5, &[""]);
        check("select id", 9, &["select id"]);
        check("select id", 8, &["select ", "id"]);
        check("select id", 6, &["select ", "id"]);
        check("selecting", 4, &["sele", "ctin", "g"]);
        check("a selecting", 4, &["a ", "sele", "ctin", "g"]);
        check("주문 목록은", 7, &["주문 ", "목록은"]);
        check("주문목록", 5, &["주문", "목록"]);
        check("\tab\u{1b}c", 4, &["\tab", "\u{1b}c"]);
    }
}
