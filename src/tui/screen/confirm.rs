//! A question of the program, asked before something that cannot be taken back at once.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::{Go, Turn};
use crate::tui::action::Action;
use crate::tui::model::Shared;
use crate::tui::paint;

/// What is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Ask {
    /// See the solution before an honest try.
    Solution,
    /// Archive the answer and begin again.
    Reset,
    /// Take the file as it was changed elsewhere, instead of what was typed here.
    TakeFile,
}

/// The state of the window.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Confirm {
    ask: Ask,
}

impl Confirm {
    /// Asks.
    #[must_use]
    pub(crate) fn new(ask: Ask) -> Self {
        Self { ask }
    }

    pub(crate) fn act(self, action: Action, turn: &mut Turn<'_>) {
        match action {
            Action::Yes => turn.go = Some(Go::Answered(self.ask)),
            Action::No => turn.go = Some(Go::Back),
            _ => {}
        }
    }

    pub(crate) fn view(self, shared: &Shared, area: Rect, buf: &mut Buffer) {
        let (title, words) = match self.ask {
            Ask::Solution => ("confirm-solution", "confirm-solution-words"),
            Ask::Reset => ("confirm-reset", "confirm-reset-words"),
            Ask::TakeFile => ("confirm-take-file", "confirm-take-file-words"),
        };
        let columns = area.width.saturating_sub(4).clamp(8, 58);
        let words = shared.words.get(words);
        let lines = textwrap::wrap(&words, usize::from(columns.saturating_sub(4).max(4)));
        let rows = u16::try_from(lines.len()).unwrap_or(u16::MAX).saturating_add(2);
        let inner = paint::window(buf, area, columns, rows, &shared.words.get(title));
        for (y, line) in (inner.top()..inner.bottom()).zip(lines) {
            paint::text(buf, inner.x, y, &line, Style::new(), inner.width);
        }
    }
}
