//! The keys of the screen below, made from the table of actions.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::{Go, Screen, Turn};
use crate::base::pad;
use crate::tui::action::{ACTIONS, Action, Place};
use crate::tui::key::Key;
use crate::tui::model::Shared;
use crate::tui::paint;
use crate::tui::theme::{self, Part};

/// The state of the window.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Help {
    /// A place's words, then its keys and what they do.
    lines: Vec<Line>,
    top: usize,
    seen: usize,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Line {
    Place(String),
    Key(String, String),
    Gap,
}

/// Cells for the keys.
const KEYS: usize = 16;

impl Help {
    /// The help of a screen.
    #[must_use]
    pub(crate) fn of(screen: &Screen, shared: &Shared) -> Self {
        let places = screen.places();
        let mut lines = Vec::new();
        let mut known: Vec<Key> = Vec::new();
        for place in places {
            let mut rows: Vec<Line> = Vec::new();
            for entry in ACTIONS.iter().filter(|entry| entry.place == place) {
                // A key that a more particular place uses for something else is not shown twice.
                let keys: Vec<Key> = entry.keys.iter().filter_map(|key| Key::parse(key)).collect();
                let free: Vec<Key> = keys.iter().copied().filter(|key| !known.contains(key)).collect();
                if !free.is_empty() {
                    rows.push(Line::Key(shown(entry.action, &free), shared.words.get(&format!("{}-long", entry.id))));
                }
            }
            known.extend(
                ACTIONS
                    .iter()
                    .filter(|entry| entry.place == place)
                    .flat_map(|entry| entry.keys.iter().filter_map(|key| Key::parse(key))),
            );
            if !rows.is_empty() {
                if !lines.is_empty() {
                    lines.push(Line::Gap);
                }
                lines.push(Line::Place(shared.words.get(words_of(place))));
                lines.extend(rows);
            }
        }
        Self { lines, top: 0, seen: 1 }
    }

    pub(crate) fn fit(&mut self, shared: &Shared) {
        self.seen = usize::from(shared.size.1.saturating_sub(5)).clamp(1, self.lines.len().max(1));
        self.top = self.top.min(self.lines.len() - self.seen.min(self.lines.len()));
    }

    pub(crate) fn act(&mut self, action: Action, turn: &mut Turn<'_>) {
        match action {
            Action::PopupDown => self.top = (self.top + 1).min(self.lines.len().saturating_sub(self.seen)),
            Action::PopupUp => self.top = self.top.saturating_sub(1),
            Action::Close => turn.go = Some(Go::Back),
            _ => {}
        }
    }

    pub(crate) fn view(&self, shared: &Shared, area: Rect, buf: &mut Buffer) {
        let columns = area.width.saturating_sub(2).clamp(8, 62);
        let rows = u16::try_from(self.seen).unwrap_or(u16::MAX).saturating_add(2);
        let inner = paint::window(buf, area, columns, rows, &shared.words.get("help-title"));
        for (y, line) in (inner.top()..inner.bottom()).zip(self.lines.iter().skip(self.top)) {
            match line {
                Line::Place(words) => {
                    paint::text(buf, inner.x, y, words, theme::part(Part::Title), inner.width);
                }
                Line::Key(keys, words) => {
                    let keys = pad(keys, KEYS.min(usize::from(inner.width) / 3));
                    let x = paint::text(buf, inner.x, y, &keys, theme::part(Part::Key), inner.width);
                    paint::text(buf, x + 1, y, words, Style::new(), inner.right().saturating_sub(x + 1));
                }
                Line::Gap => {}
            }
        }
        let side = Rect { width: inner.width + u16::from(area.width >= 14), ..inner };
        paint::scrollbar(buf, side, self.top, self.seen, self.lines.len());
    }
}

fn shown(action: Action, keys: &[Key]) -> String {
    // Letters and numbers of options are a range.
    if action == Action::Choose {
        return "a–f 1–6".to_owned();
    }
    keys.iter().map(Key::to_string).collect::<Vec<_>>().join(" ")
}

fn words_of(place: Place) -> &'static str {
    match place {
        Place::Home => "place-home",
        Place::Reader => "place-reader",
        Place::Question => "place-question",
        Place::Workbench => "place-workbench",
        Place::Editor => "place-editor",
        Place::Form => "place-form",
        Place::Pane => "place-pane",
        Place::Popup => "place-popup",
        Place::Confirm => "place-confirm",
        Place::Outside | Place::Everywhere => "place-everywhere",
    }
}
