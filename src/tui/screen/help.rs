//! The keys of the screen below, made from the table of actions.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::scrolled::Scrolled;
use super::{Go, Screen, Turn};
use crate::base::{pad, width};
use crate::tui::action::{ACTIONS, Action, letters, numbers};
use crate::tui::key::Key;
use crate::tui::layout::{Role, Row, Span};
use crate::tui::model::Shared;
use crate::tui::paint;
use crate::tui::place::Place;
use crate::tui::rows;

/// The state of the window.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Help {
    places: Vec<Place>,
    /// Options to choose from by a letter.
    choices: usize,
    shown: Scrolled,
}

/// Cells for the keys, where there is room.
const KEYS: usize = 16;
/// Widest window, in cells.
const WIDEST: u16 = 66;

impl Help {
    /// The help of a screen.
    #[must_use]
    pub(crate) fn of(screen: &Screen) -> Self {
        Self { places: screen.places(), choices: screen.choices(), shown: Scrolled::default() }
    }

    /// A place's words, then its keys and what they do, for a width.
    fn rows(&self, shared: &Shared, cells: usize) -> Vec<Row> {
        let mut out: Vec<Row> = Vec::new();
        let mut known: Vec<Key> = Vec::new();
        let label = KEYS.min(cells / 3);
        for place in &self.places {
            let mut here: Vec<Row> = Vec::new();
            let entries = || ACTIONS.iter().filter(|entry| entry.place == *place);
            for entry in entries() {
                // A key that a more particular place uses for something else is not shown twice.
                let keys = shared.keys.of(entry).iter().copied();
                let free: Vec<Key> = keys.filter(|key| !known.contains(key)).collect();
                if !free.is_empty() {
                    let keys = shown(entry.action, &free, self.choices);
                    let words = shared.words.get(&format!("{}-long", entry.id));
                    // Keys that do not fit their column have a row of their own.
                    let mut mark = format!("{} ", pad(&keys, label));
                    if width(&keys) > label {
                        here.extend(rows::wrapped("", Role::Text, &keys, Role::Action, cells));
                        mark = " ".repeat(label + 1);
                    }
                    here.extend(rows::wrapped(&mark, Role::Action, &words, Role::Text, cells));
                }
            }
            known.extend(entries().flat_map(|entry| shared.keys.of(entry)));
            if !here.is_empty() {
                if !out.is_empty() {
                    out.push(rows::gap());
                }
                let name = Span::new(shared.words.get(words_of(*place)), Role::Strong);
                out.push(Row { spans: vec![name], block: 0 });
                out.extend(here);
            }
        }
        out
    }

    pub(crate) fn fit(&mut self, shared: &Shared) {
        let columns = shared.size.0.saturating_sub(2).clamp(8, WIDEST).saturating_sub(4).max(4);
        let all = self.rows(shared, usize::from(columns));
        let room = shared.size.1.saturating_sub(3).max(1);
        let seen = room.min(u16::try_from(all.len()).unwrap_or(u16::MAX)).max(1);
        self.shown.fit(all, Rect { x: 0, y: 0, width: columns, height: seen });
    }

    pub(crate) fn act(&mut self, action: Action, turn: &mut Turn<'_>) {
        match action {
            Action::Close => turn.go = Some(Go::Back),
            _ => self.shown.act(action),
        }
    }

    pub(crate) fn view(&self, shared: &Shared, area: Rect, buf: &mut Buffer) {
        let columns = area.width.saturating_sub(2).clamp(8, WIDEST);
        let rows = u16::try_from(self.shown.seen.0).unwrap_or(u16::MAX).saturating_add(2);
        let inner = paint::window(buf, area, columns, rows, &shared.words.get("help-title"));
        self.shown.view(inner, buf);
    }
}

fn shown(action: Action, keys: &[Key], choices: usize) -> String {
    // Letters and numbers of options are a range.
    if action == Action::Choose {
        return format!("{} {}", letters(choices), numbers(choices));
    }
    keys.iter().map(Key::to_string).collect::<Vec<_>>().join(" ")
}

fn words_of(place: Place) -> &'static str {
    match place {
        Place::Home => "place-home",
        Place::Reader => "place-reader",
        Place::Find | Place::Match => "place-find",
        Place::Seek | Place::Replace => "place-seek",
        Place::Vim | Place::VimBusy => "place-vim",
        Place::Question => "place-question",
        Place::Play => "place-play",
        Place::Checking => "place-checking",
        Place::Verdict => "place-verdict",
        Place::Workbench => "place-workbench",
        Place::Editor => "place-editor",
        Place::Form => "place-form",
        Place::Pane => "place-pane",
        Place::Search => "place-search",
        Place::Review => "place-review",
        Place::History => "place-history",
        Place::Map => "place-map",
        Place::Trace => "place-trace",
        Place::Export => "place-export",
        Place::Popup => "place-popup",
        Place::Settings => "place-settings",
        Place::Confirm => "place-confirm",
        Place::Attempts => "place-attempts",
        Place::Outside | Place::Everywhere => "place-everywhere",
    }
}
