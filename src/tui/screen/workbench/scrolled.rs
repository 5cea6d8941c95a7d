//! Rows that scroll within a pane.

use ratatui::layout::Rect;

use crate::tui::layout::Row;

/// Rows that scroll.
#[derive(Debug, Default)]
pub(super) struct Scrolled {
    pub(super) rows: Vec<Row>,
    pub(super) top: usize,
    pub(super) left: u16,
    /// Rows and columns in sight.
    pub(super) seen: (usize, u16),
}

impl Scrolled {
    pub(super) fn fit(&mut self, rows: Vec<Row>, area: Rect) {
        self.rows = rows;
        self.seen = (usize::from(area.height).max(1), area.width);
        self.scroll_to(self.top);
        if self.widest() <= usize::from(self.seen.1) {
            self.left = 0;
        }
    }

    pub(super) fn scroll_to(&mut self, row: usize) {
        self.top = row.min(self.rows.len().saturating_sub(self.seen.0));
    }

    /// Brings rows into sight, with what is around them where there is room.
    pub(super) fn show(&mut self, (first, last): (usize, usize)) {
        if last + 2 >= self.top + self.seen.0 {
            self.scroll_to((last + 3).saturating_sub(self.seen.0));
        }
        if first < self.top + 3 {
            self.scroll_to(first.saturating_sub(3));
        }
    }

    pub(super) fn widest(&self) -> usize {
        self.rows.iter().map(Row::width).max().unwrap_or(0)
    }

    pub(super) fn shift(&mut self, right: bool) {
        if !right {
            self.left = self.left.saturating_sub(8);
        } else if self.widest() > usize::from(self.left) + usize::from(self.seen.1) {
            self.left += 8;
        }
    }
}
