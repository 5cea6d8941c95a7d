//! The card of handlers, over the answer.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::scrolled::Scrolled;
use super::{Go, Turn};
use crate::course::handlers_card;
use crate::tui::action::Action;
use crate::tui::layout::{Live, MEASURE, Words, lay_out};
use crate::tui::model::Shared;
use crate::tui::paint;

/// The state of the window.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Card {
    shown: Scrolled,
}

impl Card {
    pub(crate) fn fit(&mut self, shared: &Shared) {
        let columns = shared.size.0.saturating_sub(6).clamp(4, MEASURE);
        let blocks = handlers_card(shared.lang());
        let page = lay_out(&blocks, &Live::default(), columns, &Words { strings: &shared.words, card: &|_| None });
        let rows = shared.size.1.saturating_sub(4).max(1);
        let seen = rows.min(u16::try_from(page.rows.len()).unwrap_or(u16::MAX)).max(1);
        self.shown.fit(page.rows, Rect { x: 0, y: 0, width: columns, height: seen });
    }

    pub(crate) fn can(&self, action: Action) -> bool {
        match action {
            Action::PopupOpen => false,
            Action::PopupLeft => self.shown.left > 0,
            Action::PopupRight => self.shown.goes_on(),
            _ => true,
        }
    }

    pub(crate) fn act(&mut self, action: Action, turn: &mut Turn<'_>) {
        match action {
            Action::PopupLeft | Action::PopupRight => self.shown.shift(action == Action::PopupRight),
            Action::Close => turn.go = Some(Go::Back),
            _ => self.shown.act(action),
        }
    }

    pub(crate) fn view(&self, shared: &Shared, area: Rect, buf: &mut Buffer) {
        let (rows, columns) = self.shown.seen;
        let rows = u16::try_from(rows).unwrap_or(u16::MAX).saturating_add(2);
        let inner = paint::window(buf, area, columns.saturating_add(4), rows, &shared.words.get("card-title"));
        self.shown.view(inner, buf);
    }
}
