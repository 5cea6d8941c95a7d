//! A glossary entry over the text that uses the term.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::{Go, Turn};
use crate::base::{Safe, Slug};
use crate::tui::action::Action;
use crate::tui::model::{self, Effect, Shared};
use crate::tui::mouse::Target;
use crate::tui::paint;
use crate::tui::theme::{self, Part};

/// The state of the window.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Term {
    id: String,
    name: String,
    is: String,
    home: Slug,
}

impl Term {
    /// The window of a term.
    #[must_use]
    pub(crate) fn new(term: model::Term) -> Self {
        let model::Term { id, name, is, home } = term;
        Self { id, name: Safe::line(&name).into_string(), is: Safe::line(&is).into_string(), home }
    }

    /// Whether the lesson that teaches it is there.
    pub(crate) fn is_taught(&self, shared: &Shared) -> bool {
        shared.catalog.lesson(self.home.as_str()).is_some()
    }

    pub(crate) fn act(&self, action: Action, turn: &mut Turn<'_>) {
        match action {
            Action::Close => turn.go = Some(Go::Back),
            Action::PopupOpen if self.is_taught(turn.shared) => {
                turn.ask(Effect::OpenConcept(self.id.clone()));
                turn.go = Some(Go::Back);
            }
            _ => {}
        }
    }

    pub(crate) fn view(&self, shared: &Shared, area: Rect, buf: &mut Buffer) {
        let columns = area.width.saturating_sub(4).clamp(8, 64);
        let lines = textwrap::wrap(&self.is, usize::from(columns.saturating_sub(4).max(4)));
        let home = shared.catalog.lesson(self.home.as_str()).map(|(_, card)| card.title.get(shared.lang()));
        let extra = if home.is_some() { 2 } else { 0 };
        let rows = u16::try_from(lines.len()).unwrap_or(u16::MAX).saturating_add(2 + extra);
        let inner = paint::window(buf, area, columns, rows, &self.name);
        let mut y = inner.y;
        for line in lines.iter().take(usize::from(inner.height)) {
            paint::text(buf, inner.x, y, line, Style::new(), inner.width);
            y += 1;
        }
        if let Some(title) = home.filter(|_| y + 1 < inner.bottom()) {
            let words = shared.words.with("term-taught", &[("title", title.into())]);
            paint::text(buf, inner.x, y + 1, &words, theme::part(Part::Quiet), inner.width);
            Target::Do(Action::PopupOpen).mark(Rect { y: y + 1, height: 1, ..inner }, buf);
        }
    }
}
