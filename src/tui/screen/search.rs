//! The search: a line to type in, and the places of the book that have its words.

use std::ops::Range;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::found::{moved, pointed};
use super::line::Line;
use super::{Go, Turn};
use crate::base::{Safe, width};
use crate::course::search::{Hit, Target};
use crate::tui::action::Action;
use crate::tui::key::{Code, Key};
use crate::tui::model::{Effect, Shared};
use crate::tui::mouse::{Mouse, Target as Under};
use crate::tui::paint;
use crate::tui::theme::{self, Part};

/// As many places are listed: who has not found it among them types one more letter.
const LISTED: usize = 200;
/// Widest and highest window, in cells: one that does not change with what is found.
const WIDEST: u16 = 92;
const HIGHEST: u16 = 30;
/// Rows of the window beside the places: the line typed, and air below it.
const LINE: u16 = 2;
/// Rows of a place.
const ROWS: u16 = 2;

/// The state of the search.
#[derive(Debug, Default)]
pub(crate) struct Search {
    line: Line,
    found: Vec<Found>,
    /// How many places there are, listed or not.
    all: usize,
    /// The selected place.
    at: usize,
}

/// A place that was found.
#[derive(Debug)]
struct Found {
    target: Target,
    within: String,
    title: String,
    excerpt: String,
    marks: Vec<Range<usize>>,
}

impl Found {
    fn of(hit: Hit<'_>, shared: &Shared) -> Self {
        let kind = match hit.place.target {
            Target::Lesson(..) => "home-lesson",
            Target::Exercise(_) => "home-exercise",
            Target::Concept(_) => "search-term",
        };
        let within = if hit.place.within.is_empty() { shared.words.get(kind) } else { hit.place.within.clone() };
        let said = |text: &str| Safe::line(text).into_string();
        // What is said safely may be longer or shorter: where it is, marks would lie beside their words.
        let excerpt = said(&hit.excerpt);
        let marks = if excerpt == hit.excerpt { hit.marks } else { Vec::new() };
        Self { target: hit.place.target.clone(), within: said(&within), title: said(&hit.place.title), excerpt, marks }
    }
}

impl Search {
    /// Looks for what is typed, where the book has been read for it; else asks for that.
    pub(crate) fn look(&mut self, shared: &mut Shared) -> Option<Effect> {
        (self.found, self.all, self.at) = (Vec::new(), 0, 0);
        if let Some(index) = shared.index.clone() {
            let hits = index.find(self.line.text());
            self.all = hits.len();
            self.found = hits.into_iter().take(LISTED).map(|hit| Found::of(hit, shared)).collect();
            return None;
        }
        if shared.indexing.is_some() {
            return None;
        }
        let ticket = shared.ticket();
        shared.indexing = Some(ticket);
        Some(Effect::Index(ticket))
    }

    pub(crate) fn can(&self, action: Action) -> bool {
        match action {
            Action::FoundOpen | Action::FoundUp | Action::FoundDown => !self.found.is_empty(),
            _ => true,
        }
    }

    pub(crate) fn paste(&mut self, text: &str, shared: &mut Shared) -> Option<Effect> {
        self.line.insert(text);
        self.look(shared)
    }

    pub(crate) fn act(&mut self, action: Option<Action>, key: Key, turn: &mut Turn<'_>) {
        let page = usize::from(Self::listed(turn.shared.size.1)).max(1);
        if let Some(at) = moved(action, self.at, self.found.len(), page) {
            self.at = at;
            return;
        }
        match action {
            Some(Action::FoundClose) => turn.go = Some(Go::Back),
            Some(Action::FoundOpen) => {
                let open = self.found.get(self.at).map(|found| match found.target.clone() {
                    Target::Lesson(slug, section) => Effect::OpenLesson(slug, section),
                    Target::Exercise(slug) => Effect::OpenExercise(slug),
                    Target::Concept(id) => Effect::LookUp(id),
                });
                turn.effects.extend(open);
            }
            _ => {
                if self.line.take(key) {
                    let effect = self.look(turn.shared);
                    turn.effects.extend(effect);
                }
            }
        }
    }

    /// Takes the mouse: a click opens the place.
    pub(crate) fn point(&mut self, mouse: Mouse, under: Option<Under>, turn: &mut Turn<'_>) {
        let Some((entry, action)) = pointed(mouse, under) else { return };
        self.at = entry.unwrap_or(self.at);
        self.act(Some(action), Key::plain(Code::Enter), turn);
    }

    /// Places in sight on a screen of so many rows.
    fn listed(rows: u16) -> u16 {
        rows.saturating_sub(1).min(HIGHEST).saturating_sub(2 + LINE) / ROWS
    }

    pub(crate) fn view(&self, shared: &Shared, area: Rect, buf: &mut Buffer) -> Option<Position> {
        let inner = paint::window(buf, area, WIDEST, HIGHEST, &shared.words.get("search-title"));
        let head = Rect { height: inner.height.min(1), ..inner };
        let told = if self.found.is_empty() { String::new() } else { format!("{}/{}", self.at + 1, self.all) };
        let room = inner.width.saturating_sub(paint::cells(&told) + 4);
        if room >= 12 {
            paint::text_right(buf, head, head.y, &told, theme::part(Part::Quiet));
        }
        let x = paint::text(buf, head.x, head.y, "/ ", theme::part(Part::Key), head.width);
        let line = Rect { x, width: if room >= 12 { room } else { head.right().saturating_sub(x) }, ..head };
        let caret = self.line.view(line, buf);
        let list = Rect { y: inner.y + LINE, height: inner.height.saturating_sub(LINE), ..inner };
        if self.found.is_empty() {
            let words = shared.words.get(match () {
                () if self.line.text().trim().is_empty() => "search-hint",
                () if shared.index.is_none() => "search-reading",
                () => "search-nothing",
            });
            for (y, line) in (list.top()..list.bottom()).zip(textwrap::wrap(&words, usize::from(list.width.max(4)))) {
                paint::text(buf, list.x, y, &line, theme::part(Part::Quiet), list.width);
            }
            return caret;
        }
        let seen = usize::from((list.height / ROWS).max(1));
        let top = (self.at + 1).saturating_sub(seen);
        let ys = (list.top()..list.bottom()).step_by(usize::from(ROWS));
        for (y, (number, found)) in ys.zip(self.found.iter().enumerate().skip(top).take(seen)) {
            let at = Rect { y, height: ROWS.min(list.bottom() - y), ..list };
            found.view(number == self.at, at, buf);
            Under::Row(number).mark(at, buf);
        }
        let side = Rect { width: list.width + u16::from(list.width >= 10), ..list };
        paint::scrollbar(buf, side, top, seen, self.found.len());
        caret
    }
}

impl Found {
    /// Where it is and what it is called; below it the text with the words marked.
    fn view(&self, here: bool, area: Rect, buf: &mut Buffer) {
        let mark = if here { "▸ " } else { "  " };
        let x = paint::text(buf, area.x, area.y, mark, theme::part(Part::Key), area.width);
        let room = |x: u16| area.right().saturating_sub(x);
        // A long name of a lesson leaves half of the row to its section.
        let within = crate::base::truncate(&self.within, usize::from(room(x) / 2).max(8));
        let x = paint::text(buf, x, area.y, &format!("{within} › "), theme::part(Part::Quiet), room(x));
        let look = theme::part(if here { Part::Selected } else { Part::Title });
        paint::text(buf, x, area.y, &self.title, look, room(x));
        if area.height < 2 {
            return;
        }
        let (y, mut x, mut at) = (area.y + 1, area.x + 2, 0);
        // Where the first word would be cut off, the text begins later.
        if let Some(first) =
            self.marks.first().filter(|first| width(&self.excerpt[..first.end]) + 4 > usize::from(room(x)))
        {
            at = first.start;
        }
        for mark in self.marks.iter().filter(|mark| mark.start >= at).cloned().collect::<Vec<_>>() {
            x = paint::text(buf, x, y, &self.excerpt[at..mark.start], theme::part(Part::Quiet), room(x));
            x = paint::text(buf, x, y, &self.excerpt[mark.clone()], theme::part(Part::Notice), room(x));
            at = mark.end;
        }
        let rest = &self.excerpt[at..];
        // What is cut off here needs one mark of it, not two.
        let rest = if width(rest) > usize::from(room(x)) { rest.trim_end_matches('…') } else { rest };
        paint::text(buf, x, y, rest, theme::part(Part::Quiet), room(x));
    }
}
