//! The map: lessons and exercises of the chapters as a tree of what requires what, which the arrows walk.
//!
//! Each thing hangs below the latest thing of its chapter that it requires; all that it requires, and all that it opens,
//! stand beside the one selected.

mod graph;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use self::graph::{Graph, Kind};
use super::{Go, Turn};
use crate::base::{Safe, truncate};
use crate::tui::action::Action;
use crate::tui::layout::{Role, Row, Span};
use crate::tui::model::{Effect, Shared, Step};
use crate::tui::mouse::{Mouse, MouseKind, Target, Wheel};
use crate::tui::paint;
use crate::tui::rows;
use crate::tui::theme::{self, Part};

/// From so many columns on, what the selected thing requires and opens stands beside the map, else below it.
const WIDE: u16 = 76;
/// Rows of it below the map.
const BELOW: u16 = 4;

/// The state of the map.
#[derive(Debug)]
pub(crate) struct Map {
    graph: Graph,
    /// The selected thing.
    at: usize,
    /// Where the last arrow along an edge came from.
    came: Option<usize>,
    /// The first row in sight.
    top: usize,
    /// Rows in sight.
    seen: usize,
}

/// A row of the map.
enum Line {
    Chapter(usize),
    Thing(usize),
    Air,
}

impl Map {
    /// The map, what is to be done next being selected.
    #[must_use]
    pub(crate) fn new(shared: &Shared) -> Self {
        let graph = Graph::of(&shared.catalog);
        let last = shared.standing.last.as_deref();
        let is_last = |at: &usize| Some(graph.things[*at].slug.as_str()) == last;
        let ready = |at: &usize| graph.step(*at, shared) != Step::Done && graph.is_ready(*at, shared);
        let all = || 0..graph.things.len();
        let at = all().find(is_last).or_else(|| all().find(ready)).unwrap_or(0);
        Self { graph, at, came: None, top: 0, seen: 1 }
    }

    pub(crate) fn fit(&mut self, shared: &Shared) {
        let area = Rect { x: 0, y: 0, width: shared.size.0, height: shared.size.1.saturating_sub(1) };
        self.seen = usize::from(panes(area).0.height.saturating_sub(2)).max(1);
        self.show();
    }

    /// All rows.
    fn lines(&self) -> Vec<Line> {
        let mut out = Vec::new();
        let mut chapter = None;
        for (at, thing) in self.graph.things.iter().enumerate() {
            if chapter != Some(thing.chapter) {
                if chapter.is_some() {
                    out.push(Line::Air);
                }
                out.push(Line::Chapter(thing.chapter));
                chapter = Some(thing.chapter);
            }
            out.push(Line::Thing(at));
        }
        out
    }

    /// Brings the selected thing into sight, with its chapter's name where it is near.
    fn show(&mut self) {
        let lines = self.lines();
        let at = lines.iter().position(|line| matches!(line, Line::Thing(at) if *at == self.at)).unwrap_or(0);
        let above = at.saturating_sub(if self.seen > 4 { 2 } else { 0 });
        let below = (at + if self.seen > 4 { 2 } else { 1 }).min(lines.len());
        self.top = self.top.min(above).max(below.saturating_sub(self.seen));
        self.top = self.top.min(lines.len().saturating_sub(self.seen));
    }

    pub(crate) fn can(&self, action: Action) -> bool {
        match action {
            Action::MapOpen => !self.graph.things.is_empty(),
            Action::MapLeft => self.graph.above(self.at).is_some(),
            Action::MapRight => self.graph.below(self.at).is_some(),
            _ => true,
        }
    }

    pub(crate) fn act(&mut self, action: Action, turn: &mut Turn<'_>) {
        let last = self.graph.things.len().saturating_sub(1);
        let page = self.seen.saturating_sub(2).max(1);
        if !matches!(action, Action::MapLeft | Action::MapRight) {
            self.came = None;
        }
        match action {
            Action::MapUp => self.at = self.at.saturating_sub(1),
            Action::MapDown => self.at = (self.at + 1).min(last),
            Action::MapPageUp => self.at = self.at.saturating_sub(page),
            Action::MapPageDown => self.at = (self.at + page).min(last),
            Action::MapTop => self.at = 0,
            Action::MapBottom => self.at = last,
            Action::MapLeft => self.walk(self.graph.above(self.at), &self.graph.requires(self.at)),
            Action::MapRight => self.walk(self.graph.below(self.at), &self.graph.opens(self.at)),
            Action::MapNext => {
                // The next one that can be done now, round from the end to the beginning.
                let next = (self.at + 1..=last).chain(0..=self.at);
                let open = |at: &usize| {
                    self.graph.step(*at, turn.shared) != Step::Done && self.graph.is_ready(*at, turn.shared)
                };
                self.at = next.into_iter().find(open).unwrap_or(self.at);
            }
            Action::MapOpen => {
                turn.effects.extend(self.graph.things.get(self.at).map(|thing| match thing.kind {
                    Kind::Lesson => Effect::OpenLesson(thing.slug.clone(), None),
                    Kind::Exercise => Effect::OpenExercise(thing.slug.clone()),
                }));
            }
            Action::LeaveMap => turn.go = Some(Go::Back),
            _ => {}
        }
        self.show();
    }

    /// Goes along an edge: back along the one just walked, else to what it leads to.
    fn walk(&mut self, to: Option<usize>, edges: &[usize]) {
        let back = self.came.filter(|came| edges.contains(came));
        if let Some(to) = back.or(to) {
            self.came = Some(std::mem::replace(&mut self.at, to));
        }
    }

    /// Takes the mouse: a click selects a thing, one on the selected thing opens it.
    pub(crate) fn point(&mut self, mouse: Mouse, target: Option<Target>, turn: &mut Turn<'_>) {
        match (mouse.kind, target) {
            (MouseKind::Click(_), Some(Target::Row(at))) if at == self.at => self.act(Action::MapOpen, turn),
            (MouseKind::Click(_), Some(Target::Row(at))) => self.at = at,
            // What it requires or opens.
            (MouseKind::Click(_), Some(Target::Spot(at))) => {
                self.came = Some(std::mem::replace(&mut self.at, at));
                self.show();
            }
            (MouseKind::Wheel(Wheel::Up), _) => self.act(Action::MapUp, turn),
            (MouseKind::Wheel(Wheel::Down), _) => self.act(Action::MapDown, turn),
            _ => {}
        }
    }

    pub(crate) fn view(&self, shared: &Shared, area: Rect, buf: &mut Buffer) {
        let (map, about) = panes(area);
        let inner = paint::inner_margin(paint::frame(buf, map, &shared.words.get("map-title"), true));
        let lines = self.lines();
        let seen = usize::from(inner.height);
        for (y, line) in (inner.top()..inner.bottom()).zip(lines.iter().skip(self.top)) {
            let row = Rect { y, height: 1, ..inner };
            match line {
                Line::Air => {}
                Line::Chapter(at) => self.view_chapter(*at, shared, row, buf),
                Line::Thing(at) => self.view_thing(*at, shared, row, buf),
            }
        }
        paint::scrollbar(buf, Rect { width: inner.width + 1, ..inner }, self.top, seen, lines.len());
        if let Some(about) = about.filter(|_| !self.graph.things.is_empty()) {
            self.view_about(shared, about, map.width < area.width, buf);
        }
    }

    fn view_chapter(&self, at: usize, shared: &Shared, row: Rect, buf: &mut Buffer) {
        let chapter = &shared.catalog.chapters[at];
        let all: Vec<Step> = (0..self.graph.things.len())
            .filter(|it| self.graph.things[*it].chapter == at)
            .map(|it| self.graph.step(it, shared))
            .collect();
        let done = all.iter().filter(|step| **step == Step::Done).count();
        let count = format!("{done}/{}", all.len());
        let part = if done == all.len() { Part::Good } else { Part::Quiet };
        let room = row.width.saturating_sub(paint::cells(&count) + 1);
        let title = format!("{} {}", chapter.order, Safe::line(chapter.title.get(shared.lang())));
        paint::text(buf, row.x, row.y, &title, theme::part(Part::Title), room);
        paint::text_right(buf, row, row.y, &count, theme::part(part));
    }

    fn view_thing(&self, at: usize, shared: &Shared, row: Rect, buf: &mut Buffer) {
        let thing = &self.graph.things[at];
        let x = paint::text(buf, row.x, row.y, &thing.rails, theme::part(Part::Frame), row.width / 2);
        let (mark, part) = self.mark(at, shared);
        let x = paint::text(buf, x, row.y, mark, theme::part(part), 1);
        let look = match () {
            () if at == self.at => theme::part(Part::Selected),
            () if mark == LATER => theme::part(Part::Quiet),
            () if thing.kind == Kind::Lesson => Style::new().add_modifier(ratatui::style::Modifier::BOLD),
            () => Style::new(),
        };
        // What the selected one requires and opens is pointed at where it stands.
        let side = match () {
            () if self.graph.requires(self.at).contains(&at) => "◀",
            () if self.graph.opens(self.at).contains(&at) => "▶",
            () => "",
        };
        let room = row.right().saturating_sub(x + 2);
        let name = format!(" {} ", truncate(&self.graph.title(at, shared), usize::from(room.saturating_sub(2))));
        paint::text(buf, x, row.y, &name, look, room);
        paint::text_right(buf, row, row.y, side, theme::part(Part::Key));
        Target::Row(at).mark(row, buf);
    }

    fn mark(&self, at: usize, shared: &Shared) -> (&'static str, Part) {
        match self.graph.step(at, shared) {
            Step::Done => ("✔", Part::Good),
            Step::Begun => ("◐", Part::Begun),
            Step::Fresh if self.graph.is_ready(at, shared) => ("○", Part::Key),
            Step::Fresh => (LATER, Part::Quiet),
        }
    }

    /// What the selected thing is, requires and opens.
    fn view_about(&self, shared: &Shared, area: Rect, beside: bool, buf: &mut Buffer) {
        let inner = paint::inner_margin(paint::frame(buf, area, "", false));
        let cells = usize::from(inner.width.max(4));
        let thing = &self.graph.things[self.at];
        let lists = [
            ("map-requires", "map-requires-nothing", self.graph.requires(self.at)),
            ("map-opens", "map-opens-nothing", self.graph.opens(self.at)),
        ];
        let mut out: Vec<Row> = Vec::new();
        if beside {
            out.extend(rows::wrapped("", Role::Text, &self.graph.title(self.at, shared), Role::Strong, cells));
            let kind = shared.words.get(match thing.kind {
                Kind::Lesson => "home-lesson",
                Kind::Exercise => "home-exercise",
            });
            let minutes = shared.words.with("unit-minutes", &[("n", i64::from(thing.minutes).into())]);
            let state =
                shared.words.get(match (self.graph.step(self.at, shared), self.graph.is_ready(self.at, shared)) {
                    (Step::Done, _) => "map-done",
                    (Step::Begun, _) => "map-begun",
                    (Step::Fresh, true) => "map-ready",
                    (Step::Fresh, false) => "map-later",
                });
            let facts = format!("{kind} · {minutes} · {state}");
            out.extend(rows::wrapped("", Role::Text, &facts, Role::Muted, cells));
            for (head, nothing, list) in lists {
                out.push(rows::gap());
                out.push(Row { spans: vec![Span::new(shared.words.get(head), Role::Heading)], block: 0 });
                if list.is_empty() {
                    out.extend(rows::wrapped("", Role::Text, &shared.words.get(nothing), Role::Muted, cells));
                }
                for at in list {
                    let (mark, part) = self.mark(at, shared);
                    let role = if part == Part::Good { Role::Good } else { Role::Action };
                    let mut title = self.graph.title(at, shared);
                    if self.graph.things[at].chapter != thing.chapter {
                        title = format!("{} › {title}", shared.catalog.chapters[self.graph.things[at].chapter].order);
                    }
                    let mut named = rows::wrapped(&format!("{mark} "), role, &title, Role::Text, cells);
                    named.iter_mut().flat_map(|row| &mut row.spans).for_each(|span| span.spot = Some(at));
                    out.extend(named);
                }
            }
            let legend = shared.words.get("map-legend");
            let legend = rows::wrapped("", Role::Text, &legend, Role::Muted, cells);
            let free = usize::from(inner.height);
            if out.len() + legend.len() < free {
                out.resize(free - legend.len(), rows::gap());
                out.extend(legend);
            }
        } else {
            for (head, nothing, list) in lists {
                let head = format!("{} ", shared.words.get(head));
                let mut room = cells.saturating_sub(crate::base::width(&head));
                let mut spans = vec![Span::new(head, Role::Heading)];
                if list.is_empty() {
                    spans.push(Span::new(truncate(&shared.words.get(nothing), room), Role::Text));
                }
                for at in list {
                    let words = format!("{} {}", self.mark(at, shared).0, self.graph.title(at, shared));
                    let words = truncate(&words, room);
                    // Two cells of air before the next.
                    room = room.saturating_sub(crate::base::width(&words) + 2);
                    spans.push(Span { spot: Some(at), ..Span::new(words, Role::Text) });
                    spans.push(Span::new("  ", Role::Text));
                }
                out.push(Row { spans, block: 0 });
            }
        }
        paint::rows(buf, inner, &out, 0, 0, None);
    }
}

/// The mark of what requires something that is not done.
const LATER: &str = "·";

/// The places of the map and of what the selected thing requires and opens.
fn panes(area: Rect) -> (Rect, Option<Rect>) {
    if area.width >= WIDE {
        let about = (area.width * 2 / 5).clamp(34, 52);
        let map = Rect { width: area.width - about, ..area };
        return (map, Some(Rect { x: map.right(), width: about, ..area }));
    }
    if area.height < 3 + 2 * BELOW {
        return (area, None);
    }
    let map = Rect { height: area.height - BELOW, ..area };
    (map, Some(Rect { y: map.bottom(), height: BELOW, ..area }))
}
