//! Rows that scroll within a pane or a window.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::tui::action::Action;
use crate::tui::layout::Row;
use crate::tui::paint;

/// Rows that scroll.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(in crate::tui::screen) struct Scrolled {
    pub(in crate::tui::screen) rows: Vec<Row>,
    pub(in crate::tui::screen) top: usize,
    pub(in crate::tui::screen) left: u16,
    /// Rows and columns in sight.
    pub(in crate::tui::screen) seen: (usize, u16),
}

impl Scrolled {
    pub(in crate::tui::screen) fn fit(&mut self, rows: Vec<Row>, area: Rect) {
        self.rows = rows;
        self.seen = (usize::from(area.height).max(1), area.width);
        self.scroll_to(self.top);
        if self.widest() <= usize::from(self.seen.1) {
            self.left = 0;
        }
    }

    pub(in crate::tui::screen) fn scroll_to(&mut self, row: usize) {
        self.top = row.min(self.rows.len().saturating_sub(self.seen.0));
    }

    /// Moves by rows: down, or up where negative.
    pub(in crate::tui::screen) fn scroll_by(&mut self, rows: isize) {
        self.scroll_to(self.top.saturating_add_signed(rows));
    }

    /// Rows of a page, less two that stay in sight.
    pub(in crate::tui::screen) fn page(&self) -> isize {
        isize::try_from(self.seen.0.saturating_sub(2)).unwrap_or(1).max(1)
    }

    /// Brings rows into sight, with what is around them where there is room.
    pub(in crate::tui::screen) fn show(&mut self, (first, last): (usize, usize)) {
        if last + 2 >= self.top + self.seen.0 {
            self.scroll_to((last + 3).saturating_sub(self.seen.0));
        }
        if first < self.top + 3 {
            self.scroll_to(first.saturating_sub(3));
        }
    }

    /// Brings rows into sight; the first of them where they have no room.
    pub(in crate::tui::screen) fn hold(&mut self, first: usize, last: usize) {
        if last >= self.top + self.seen.0 {
            self.scroll_to((last + 1).saturating_sub(self.seen.0));
        }
        if first < self.top {
            self.scroll_to(first);
        }
    }

    pub(in crate::tui::screen) fn widest(&self) -> usize {
        self.rows.iter().map(Row::width).max().unwrap_or(0)
    }

    pub(in crate::tui::screen) fn shift(&mut self, right: bool) {
        if !right {
            self.left = self.left.saturating_sub(8);
        } else if self.widest() > usize::from(self.left) + usize::from(self.seen.1) {
            self.left += 8;
        }
    }

    /// Whether a row in sight goes on to the right.
    pub(in crate::tui::screen) fn goes_on(&self) -> bool {
        let in_sight = self.rows.iter().skip(self.top).take(self.seen.0);
        in_sight.map(Row::width).any(|wide| wide > usize::from(self.left) + usize::from(self.seen.1))
    }

    /// Takes an action of a window.
    pub(in crate::tui::screen) fn act(&mut self, action: Action) {
        match action {
            Action::PopupDown => self.scroll_by(1),
            Action::PopupUp => self.scroll_by(-1),
            Action::PopupPageDown => self.scroll_by(self.page()),
            Action::PopupPageUp => self.scroll_by(-self.page()),
            Action::PopupTop => self.scroll_to(0),
            Action::PopupBottom => self.scroll_to(usize::MAX),
            _ => {}
        }
    }

    /// Draws it within a window, with the thumb on the window's frame.
    pub(in crate::tui::screen) fn view(&self, inner: Rect, buf: &mut Buffer) {
        paint::rows(buf, inner, &self.rows, self.top, self.left, None);
        let side = Rect { width: inner.width + u16::from(inner.width >= 10), ..inner };
        paint::scrollbar(buf, side, self.top, self.seen.0, self.rows.len());
    }
}
