//! An exercise's solution, over the answer.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::{Go, Turn};
use crate::base::Safe;
use crate::course::Exercise;
use crate::tui::action::Action;
use crate::tui::layout::{Role, Row, Span};
use crate::tui::model::Shared;
use crate::tui::paint;

/// The state of the window.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Solution {
    rows: Vec<Row>,
    top: usize,
    seen: usize,
}

impl Solution {
    /// The solution of an exercise.
    #[must_use]
    pub(crate) fn of(exercise: &Exercise) -> Self {
        let mut rows = Vec::new();
        for (name, text) in &exercise.solution {
            if exercise.solution.len() > 1 {
                rows.push(Row { spans: vec![Span::new(name.as_str(), Role::Subheading)], block: 0 });
            }
            for line in Safe::new(text).as_str().trim_end().split('\n') {
                rows.push(Row { spans: vec![Span::new(line, Role::CodeBlock)], block: 0 });
            }
            rows.push(Row::default());
        }
        rows.pop();
        Self { rows, top: 0, seen: 1 }
    }

    pub(crate) fn fit(&mut self, shared: &Shared) {
        self.seen = usize::from(shared.size.1.saturating_sub(6)).clamp(1, self.rows.len().max(1));
        self.top = self.top.min(self.rows.len() - self.seen.min(self.rows.len()));
    }

    pub(crate) fn act(&mut self, action: Action, turn: &mut Turn<'_>) {
        match action {
            Action::PopupDown => self.top = (self.top + 1).min(self.rows.len().saturating_sub(self.seen)),
            Action::PopupUp => self.top = self.top.saturating_sub(1),
            Action::Close => turn.go = Some(Go::Back),
            _ => {}
        }
    }

    pub(crate) fn view(&self, shared: &Shared, area: Rect, buf: &mut Buffer) {
        let widest = self.rows.iter().map(Row::width).max().unwrap_or(0) + 4;
        let columns = u16::try_from(widest).unwrap_or(u16::MAX).clamp(40, area.width.saturating_sub(2).max(40));
        let rows = u16::try_from(self.seen).unwrap_or(u16::MAX).saturating_add(2);
        let inner = paint::window(buf, area, columns, rows, &shared.words.get("solution-title"));
        paint::rows(buf, inner, &self.rows, self.top, 0, None);
        let side = Rect { width: inner.width + u16::from(inner.width >= 10), ..inner };
        paint::scrollbar(buf, side, self.top, self.seen, self.rows.len());
    }
}
