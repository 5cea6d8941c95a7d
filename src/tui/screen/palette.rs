//! The palette: everything that can be done on the screen below, with its keys, and everything that can be gone to; fewer as
//! one types, and Enter does it.
//!
//! It lists [`ACTIONS`] as they apply to that screen: there is no second list.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::found::{moved, pointed};
use super::line::Line;
use super::{Go, Screen, Turn};
use crate::base::{Safe, Slug, truncate};
use crate::course::search::closeness;
use crate::tui::action::{ACTIONS, Action};
use crate::tui::key::{Code, Key};
use crate::tui::model::{Effect, Shared, Term};
use crate::tui::mouse::{Mouse, Target};
use crate::tui::paint;
use crate::tui::theme::{self, Part};

/// Widest and highest window, in cells: one that does not change with what is found.
const WIDEST: u16 = 76;
const HIGHEST: u16 = 24;
/// Rows of the window beside the list: the line typed, and air below it.
const LINE: u16 = 2;

/// The state of the palette.
#[derive(Debug)]
pub(crate) struct Palette {
    line: Line,
    acts: Vec<Act>,
    terms: Vec<Term>,
    /// Everything there is, in the language in force.
    all: Vec<Item>,
    /// What has the letters typed, the closest first.
    found: Vec<usize>,
    /// Which of those is selected.
    at: usize,
}

/// An action that applies to the screen below.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Act {
    action: Action,
    id: &'static str,
    keys: Vec<Key>,
    weight: u8,
}

/// Something that can be chosen.
#[derive(Debug, Clone, PartialEq)]
struct Item {
    deed: Deed,
    /// What it is called.
    label: String,
    /// Other words by which it is found, and what stands at the right.
    other: String,
    right: String,
}

/// What it does.
#[derive(Debug, Clone, PartialEq)]
enum Deed {
    Act(Action, Key),
    Go(Effect),
}

impl Palette {
    /// What can be done on a screen.
    #[must_use]
    pub(crate) fn of(below: &Screen, shared: &Shared) -> Self {
        let places = below.places();
        let mut acts: Vec<Act> = Vec::new();
        let mut known: Vec<Key> = Vec::new();
        for place in &places {
            let here = || ACTIONS.iter().filter(|entry| entry.place == *place);
            for entry in here() {
                // A key that a more particular place uses for something else does not reach this action.
                let keys = shared.keys.of(entry).iter().copied();
                let keys: Vec<Key> = keys.filter(|key| !known.contains(key)).collect();
                let offered = match entry.action {
                    // Its key says which option.
                    Action::Choose | Action::Palette | Action::PaletteToo => false,
                    action => below.can(action, shared),
                };
                if keys.is_empty() || !offered {
                    continue;
                }
                match acts.iter_mut().find(|act| act.id == entry.id) {
                    Some(same) => same.keys.extend(keys),
                    None => acts.push(Act { action: entry.action, id: entry.id, keys, weight: entry.weight }),
                }
            }
            known.extend(here().flat_map(|entry| shared.keys.of(entry)));
        }
        // What the bottom line would offer comes first, moving about last.
        acts.sort_by_key(|act| std::cmp::Reverse(act.weight));
        Self { line: Line::default(), acts, terms: Vec::new(), all: Vec::new(), found: Vec::new(), at: 0 }
    }

    /// Takes the terms of the glossary.
    pub(crate) fn take(&mut self, terms: Vec<Term>, shared: &Shared) {
        self.terms = terms;
        self.fit(shared);
    }

    /// Names everything in the language in force.
    pub(crate) fn fit(&mut self, shared: &Shared) {
        let words = &shared.words;
        let lang = shared.lang();
        self.all.clear();
        for act in &self.acts {
            let keys: Vec<String> = act.keys.iter().map(Key::to_string).collect();
            let Some(key) = act.keys.first() else { continue };
            let name = act.id.trim_start_matches("key-").replace('-', " ");
            self.all.push(Item {
                deed: Deed::Act(act.action, *key),
                label: words.get(&format!("{}-long", act.id)),
                other: format!("{} {name}", words.get(act.id)),
                right: keys.join(" "),
            });
        }
        let go = words.get("palette-go");
        let mut to = |effect: Effect, title: &str, kind: &str, slug: &str| {
            let label = Safe::line(title).into_string();
            let kind = words.get(kind);
            self.all.push(Item { deed: Deed::Go(effect), label, other: format!("{go} {kind} {slug}"), right: kind });
        };
        let slug = |slug: &Slug| slug.as_str().replace('-', " ");
        for chapter in &shared.catalog.chapters {
            for card in &chapter.lessons {
                let open = Effect::OpenLesson(card.slug.clone(), None);
                to(open, card.title.get(lang), "home-lesson", &slug(&card.slug));
            }
            for card in &chapter.exercises {
                let open = Effect::OpenExercise(card.slug.clone());
                to(open, card.title.get(lang), "home-exercise", &slug(&card.slug));
            }
        }
        for term in &self.terms {
            to(Effect::LookUp(term.id.clone()), &term.name, "search-term", &term.id);
        }
        self.look();
    }

    /// Looks for what is typed.
    fn look(&mut self) {
        let typed = self.line.text();
        // An id is found as the shell and a workspace write it, too.
        let words = typed.replace('-', " ");
        let rank = |item: &Item| {
            closeness(typed, &item.label).or_else(|| closeness(&words, &item.other).map(|rank| rank.saturating_add(3)))
        };
        let mut found: Vec<(u32, usize)> =
            self.all.iter().enumerate().filter_map(|(at, item)| Some((rank(item)?, at))).collect();
        found.sort_unstable();
        self.found = found.into_iter().map(|(_, at)| at).collect();
        self.at = self.at.min(self.found.len().saturating_sub(1));
    }

    pub(crate) fn can(&self, action: Action) -> bool {
        match action {
            Action::FoundOpen | Action::FoundUp | Action::FoundDown => !self.found.is_empty(),
            Action::PaletteToo => false,
            _ => true,
        }
    }

    pub(crate) fn paste(&mut self, text: &str) {
        self.line.insert(text);
        self.at = 0;
        self.look();
    }

    pub(crate) fn act(&mut self, action: Option<Action>, key: Key, turn: &mut Turn<'_>) {
        let page = usize::from(turn.shared.size.1.saturating_sub(1).min(HIGHEST).saturating_sub(2 + LINE)).max(1);
        if let Some(at) = moved(action, self.at, self.found.len(), page) {
            self.at = at;
            return;
        }
        match action {
            Some(Action::FoundClose) => turn.go = Some(Go::Back),
            Some(Action::FoundOpen) => {
                let deed = self.found.get(self.at).map(|at| self.all[*at].deed.clone());
                turn.go = deed.map(|deed| match deed {
                    Deed::Act(action, key) => Go::Do(action, key),
                    Deed::Go(effect) => Go::Away(effect),
                });
            }
            _ => {
                if self.line.take(key) {
                    self.at = 0;
                    self.look();
                }
            }
        }
    }

    /// Takes the mouse: a click does what it is on.
    pub(crate) fn point(&mut self, mouse: Mouse, target: Option<Target>, turn: &mut Turn<'_>) {
        let Some((entry, action)) = pointed(mouse, target) else { return };
        self.at = entry.unwrap_or(self.at);
        self.act(Some(action), Key::plain(Code::Enter), turn);
    }

    pub(crate) fn view(&self, shared: &Shared, area: Rect, buf: &mut Buffer) -> Option<Position> {
        let inner = paint::window(buf, area, WIDEST, HIGHEST, &shared.words.get("palette-title"));
        let head = Rect { height: inner.height.min(1), ..inner };
        let x = paint::text(buf, head.x, head.y, ": ", theme::part(Part::Key), head.width);
        let caret = self.line.view(Rect { x, width: head.right().saturating_sub(x), ..head }, buf);
        let list = Rect { y: inner.y + LINE, height: inner.height.saturating_sub(LINE), ..inner };
        if self.found.is_empty() {
            let words = shared.words.get("palette-nothing");
            for (y, line) in (list.top()..list.bottom()).zip(textwrap::wrap(&words, usize::from(list.width.max(4)))) {
                paint::text(buf, list.x, y, &line, theme::part(Part::Quiet), list.width);
            }
            return caret;
        }
        let seen = usize::from(list.height.max(1));
        let top = (self.at + 1).saturating_sub(seen);
        for (y, (number, at)) in (list.top()..list.bottom()).zip(self.found.iter().enumerate().skip(top)) {
            let item = &self.all[*at];
            let right = truncate(&item.right, usize::from(list.width / 3));
            let taken = paint::cells(&right) + 1;
            let part = if matches!(item.deed, Deed::Act(..)) { Part::Key } else { Part::Quiet };
            paint::text_right(buf, list, y, &right, theme::part(part));
            let mark = if number == self.at { "▸ " } else { "  " };
            let x = paint::text(buf, list.x, y, mark, theme::part(Part::Key), list.width);
            let look = if number == self.at { theme::part(Part::Selected) } else { ratatui::style::Style::new() };
            paint::text(buf, x, y, &item.label, look, list.right().saturating_sub(x + taken));
            Target::Row(number).mark(Rect { y, height: 1, ..list }, buf);
        }
        let side = Rect { width: list.width + u16::from(list.width >= 10), ..list };
        paint::scrollbar(buf, side, top, seen, self.found.len());
        caret
    }
}
