//! The part of a text that is in sight.

use super::text::{At, Text};
use super::wrap;

/// Which part it is: the size of the screen's, and the row of a line that is on top.
#[derive(Debug, Default)]
pub(super) struct Window {
    /// Columns and rows, line numbers and all.
    pub(super) size: (u16, u16),
    /// Rows at the bottom that something else has.
    pub(super) below: u16,
    /// The line on top, and the row within it.
    top: (usize, usize),
    /// The cell that the caret would be in after moves up and down, if lines were long enough.
    pub(super) goal: Option<usize>,
}

/// A row on the screen: which bytes of which line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Row {
    pub(super) line: usize,
    pub(super) from: usize,
    pub(super) to: usize,
    pub(super) is_first: bool,
}

/// Cells of the numbers on the left of a text.
pub(super) fn margin(text: &Text) -> usize {
    let digits = text.lines().len().checked_ilog10().unwrap_or(0) + 1;
    digits as usize + 2
}

impl Window {
    fn height(&self) -> usize {
        usize::from(self.size.1.saturating_sub(self.below))
    }

    /// Cells of a row's text.
    pub(super) fn room(&self, text: &Text) -> usize {
        usize::from(self.size.0).saturating_sub(margin(text)).max(1)
    }

    fn rows_of(&self, text: &Text, line: usize) -> Vec<usize> {
        wrap::rows(text.line(line), self.room(text))
    }

    /// The row that a place is in, and its cell there.
    fn cell(&self, text: &Text, at: At) -> ((usize, usize), usize) {
        let (row, cell) = wrap::cell(text.line(at.line), &self.rows_of(text, at.line), at.byte, self.room(text));
        ((at.line, row), cell)
    }

    /// So many rows up or down from a row, as far as there are rows.
    fn rows_from(&self, text: &Text, (mut line, row): (usize, usize), by: isize) -> (usize, usize) {
        let mut row = row.saturating_add_signed(by.max(0));
        let mut up = by.min(0).unsigned_abs();
        if by >= 0 {
            loop {
                let rows = self.rows_of(text, line).len();
                if row < rows {
                    return (line, row);
                }
                if line + 1 >= text.lines().len() {
                    return (line, rows - 1);
                }
                row -= rows;
                line += 1;
            }
        }
        while up > row {
            if line == 0 {
                return (0, 0);
            }
            up -= row + 1;
            line -= 1;
            row = self.rows_of(text, line).len() - 1;
        }
        row -= up;
        (line, row)
    }

    /// The place so many rows up or down, and the cell that is aimed at: this one, or the one of the moves before.
    pub(super) fn beside(&self, text: &Text, at: At, by: isize, goal: Option<usize>) -> (At, usize) {
        let (here, cell) = self.cell(text, at);
        let goal = goal.unwrap_or(cell);
        let there = self.rows_from(text, here, by);
        if there == here {
            // Beyond the first and the last row lie the ends.
            let end = if by < 0 { At::default() } else { text.end() };
            return (end, goal);
        }
        let line = text.line(there.0);
        (At::new(there.0, wrap::byte(line, &self.rows_of(text, there.0), there.1, goal)), goal)
    }

    /// Brings the caret into sight.
    pub(super) fn show(&mut self, text: &Text) {
        let (caret, _) = self.cell(text, text.caret());
        let height = isize::try_from(self.height().max(1)).unwrap_or(1);
        // A text that became shorter, or rows that became fewer.
        self.top = self.rows_from(text, (self.top.0.min(text.lines().len() - 1), self.top.1), 0);
        if caret < self.top {
            self.top = caret;
        } else {
            self.top = self.top.max(self.rows_from(text, caret, 1 - height));
        }
    }

    /// Leaves no rows empty below the end of the text while there are some above.
    pub(super) fn fill(&mut self, text: &Text) {
        let (end, _) = self.cell(text, text.end());
        let height = isize::try_from(self.height().max(1)).unwrap_or(1);
        self.top = self.top.min(self.rows_from(text, end, 1 - height));
    }

    pub(super) fn scroll(&mut self, text: &Text, by: isize) {
        self.top = self.rows_from(text, self.top, by);
    }

    /// The rows in sight, from the top.
    pub(super) fn rows(&self, text: &Text) -> Vec<Row> {
        let mut out = Vec::new();
        let (mut line, mut skip) = self.top;
        let height = self.height();
        while out.len() < height && line < text.lines().len() {
            let begins = self.rows_of(text, line);
            let ends = begins.iter().skip(1).copied().chain([text.line(line).len()]);
            let rows = begins.iter().copied().zip(ends).enumerate().skip(skip);
            out.extend(rows.map(|(row, (from, to))| Row { line, from, to, is_first: row == 0 }));
            (line, skip) = (line + 1, 0);
        }
        out.truncate(height);
        out
    }

    /// The column and row of a place, where it is in sight.
    pub(super) fn position(&self, text: &Text, at: At) -> Option<(usize, usize)> {
        let (row, cell) = self.cell(text, at);
        let rows = self.rows(text);
        let begin = self.rows_of(text, row.0)[row.1];
        let y = rows.iter().position(|it| it.line == row.0 && it.from == begin)?;
        Some((margin(text) + cell, y))
    }

    /// The place at a column and row of the window, or the nearest one.
    pub(super) fn at(&self, text: &Text, x: u16, y: u16) -> At {
        let rows = self.rows(text);
        let Some(row) = rows.get(usize::from(y)).or(rows.last()).filter(|_| usize::from(y) < rows.len()) else {
            return rows.last().map_or_else(At::default, |row| text.line_end(row.line));
        };
        let begins = self.rows_of(text, row.line);
        let number = begins.partition_point(|begin| *begin <= row.from).saturating_sub(1);
        let cell = usize::from(x).saturating_sub(margin(text));
        At::new(row.line, wrap::byte(text.line(row.line), &begins, number, cell))
    }
}
