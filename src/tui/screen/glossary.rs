//! The glossary: all terms and what they are, fewer as one types.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::found::moved;
use super::line::Line;
use super::scrolled::Scrolled;
use super::{Go, Turn};
use crate::base::Safe;
use crate::course::search::fold;
use crate::tui::action::Action;
use crate::tui::key::{Code, Key};
use crate::tui::layout::{MEASURE, Role, Row, Span};
use crate::tui::model::{Effect, Shared, Term};
use crate::tui::mouse::{Mouse, MouseKind, Target, Wheel};
use crate::tui::paint;
use crate::tui::rows;
use crate::tui::theme::{self, Part};

/// Rows above the terms: the head with the line typed, and air.
const HEAD: u16 = 2;

/// The state of the glossary.
#[derive(Debug, Default)]
pub(crate) struct Glossary {
    terms: Vec<Term>,
    line: Line,
    /// The terms that have what is typed, and the first row of each.
    shown: Vec<(usize, usize)>,
    /// Which of those is selected.
    at: usize,
    list: Scrolled,
}

impl Glossary {
    /// Takes the terms, in the order of their names.
    pub(crate) fn take(&mut self, mut terms: Vec<Term>, shared: &Shared) {
        terms.sort_by_cached_key(|term| fold(&term.name));
        self.terms = terms;
        self.fit(shared);
    }

    /// Lists the terms that have what is typed, those with it in their name first.
    pub(crate) fn fit(&mut self, shared: &Shared) {
        let (columns, lines) = shared.size;
        let margin = if columns >= 60 { 4 } else { 1 };
        let cells = columns.saturating_sub(margin).clamp(8, MEASURE);
        let typed = fold(self.line.text().trim());
        let (named, said): (Vec<usize>, Vec<usize>) = (0..self.terms.len())
            .filter(|at| fold(&self.terms[*at].name).contains(&typed) || fold(&self.terms[*at].is).contains(&typed))
            .partition(|at| fold(&self.terms[*at].name).contains(&typed));
        let mut all: Vec<Row> = Vec::new();
        self.shown.clear();
        for term in named.into_iter().chain(said) {
            if !all.is_empty() {
                all.push(rows::gap());
            }
            self.shown.push((term, all.len()));
            let spot = Some(self.shown.len() - 1);
            let Term { name, is, home, .. } = &self.terms[term];
            let name = Span { text: Safe::line(name).into_string(), role: Role::Strong, spot };
            let mut spans = vec![name];
            if let Some((_, card)) = shared.catalog.lesson(home.as_str()) {
                let title = Safe::line(card.title.get(shared.lang())).into_string();
                spans.push(Span::new(format!("  › {title}"), Role::Muted));
            }
            all.push(Row { spans, block: 0 });
            all.extend(rows::wrapped("  ", Role::Text, Safe::line(is).as_str(), Role::Text, usize::from(cells)));
        }
        self.at = self.at.min(self.shown.len().saturating_sub(1));
        let height = lines.saturating_sub(HEAD + 1);
        self.list.fit(all, Rect { x: 0, y: 0, width: cells, height });
        self.show();
    }

    /// Brings the selected term into sight.
    fn show(&mut self) {
        let Some((_, first)) = self.shown.get(self.at) else { return };
        let next = self.shown.get(self.at + 1).map_or(self.list.rows.len(), |(_, next)| next - 1);
        self.list.show((*first, next.saturating_sub(1).max(*first)));
    }

    fn selected(&self) -> Option<&Term> {
        self.shown.get(self.at).map(|(term, _)| &self.terms[*term])
    }

    pub(crate) fn can(&self, action: Action, shared: &Shared) -> bool {
        match action {
            Action::FoundOpen => {
                self.selected().is_some_and(|term| shared.catalog.lesson(term.home.as_str()).is_some())
            }
            Action::FoundUp | Action::FoundDown => !self.shown.is_empty(),
            _ => true,
        }
    }

    pub(crate) fn paste(&mut self, text: &str, shared: &Shared) {
        self.line.insert(text);
        self.typed(shared);
    }

    fn typed(&mut self, shared: &Shared) {
        self.at = 0;
        self.list.scroll_to(0);
        self.fit(shared);
    }

    pub(crate) fn act(&mut self, action: Option<Action>, key: Key, turn: &mut Turn<'_>) {
        // Terms of a page, which differ in height.
        let page = self.list.seen.0.div_ceil(4).max(1);
        if let Some(at) = moved(action, self.at, self.shown.len(), page) {
            self.at = at;
            return self.show();
        }
        match action {
            Some(Action::FoundClose) => turn.go = Some(Go::Back),
            Some(action @ Action::FoundOpen) => {
                let term = self.selected().filter(|_| self.can(action, turn.shared));
                turn.effects.extend(term.map(|term| Effect::OpenConcept(term.id.clone())));
            }
            _ => {
                if self.line.take(key) {
                    self.typed(turn.shared);
                }
            }
        }
        self.show();
    }

    /// Takes the mouse: a click selects a term, one on the selected term opens the lesson that teaches it.
    pub(crate) fn point(&mut self, mouse: Mouse, target: Option<Target>, turn: &mut Turn<'_>) {
        let action = match (mouse.kind, target) {
            (MouseKind::Click(_), Some(Target::Spot(term))) if term != self.at => {
                self.at = term;
                return self.show();
            }
            (MouseKind::Click(_), Some(Target::Spot(_))) => Action::FoundOpen,
            (MouseKind::Wheel(Wheel::Up), _) => Action::FoundUp,
            (MouseKind::Wheel(Wheel::Down), _) => Action::FoundDown,
            _ => return,
        };
        self.act(Some(action), Key::plain(Code::Enter), turn);
    }

    pub(crate) fn view(&self, shared: &Shared, area: Rect, buf: &mut Buffer) -> Option<Position> {
        let cells = self.list.seen.1.min(area.width);
        let body = Rect {
            x: area.x + area.width.saturating_sub(cells) / 2,
            y: area.y + HEAD,
            width: cells,
            height: area.height.saturating_sub(HEAD),
        };
        let told = if self.shown.is_empty() {
            shared.words.get("glossary-nothing")
        } else {
            format!("{}/{}", self.at + 1, self.shown.len())
        };
        let head = Rect { y: area.y, height: 1, ..body };
        let title = format!("{} › ", shared.words.get("glossary-title"));
        let x = paint::text(buf, head.x, head.y, &title, theme::part(Part::Title), head.width);
        let room = head.right().saturating_sub(x);
        let told_cells = paint::cells(&told).min(room.saturating_sub(8));
        paint::text(buf, head.right() - told_cells, head.y, &told, theme::part(Part::Quiet), told_cells);
        let caret = self.line.view(Rect { x, width: room.saturating_sub(told_cells + 1), ..head }, buf);
        paint::rows(buf, body, &self.list.rows, self.list.top, 0, Some(self.at));
        for (y, row) in (body.top()..body.bottom()).zip(self.list.top..self.list.rows.len()) {
            let term = self.shown.partition_point(|(_, first)| *first <= row).saturating_sub(1);
            Target::Spot(term).mark(Rect { y, height: 1, ..body }, buf);
        }
        let side = Rect { x: area.x, width: area.width.saturating_sub(1), ..body };
        paint::scrollbar(buf, side, self.list.top, self.list.seen.0, self.list.rows.len());
        caret
    }
}
