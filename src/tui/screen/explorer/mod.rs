//! The trace explorer: a story with a cursor, and how things stand at it.
//!
//! The cursor stands after a step, or before the first. It goes from step to step that tells something, or through each.

mod view;

use ratatui::layout::Rect;

use self::view::Panes;
use super::scrolled::Scrolled;
use super::{Go, Turn};
use crate::base::{Slug, Strings};
use crate::course::ExerciseText;
use crate::grade::story::{Standing, Story, Telling, Truth};
use crate::tui::action::Action;
use crate::tui::layout::Row;
use crate::tui::model::{Effect, Shared};
use crate::tui::mouse::{Mouse, MouseKind, Target, WHEEL, Wheel};
use crate::tui::place::Place;
use crate::tui::story::{self, Diagram, Focus, Format};

/// Cells of an exported text or picture.
const EXPORTED: usize = 100;

/// The state of the screen.
#[derive(Debug)]
pub(crate) struct Explorer {
    story: Story,
    telling: Telling,
    /// Steps taken where the cursor stands.
    at: usize,
    /// What of the state is in sight where not all of it is, and has the keys that scroll.
    pane: Pane,
    /// Whether a format is being chosen.
    exporting: bool,
    diagram: Diagram,
    /// The diagram's rows, and those of each pane of the state.
    told: Scrolled,
    shown: [Scrolled; 4],
}

/// A part of the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Pane {
    /// The diagram: a pane of its own only on a small terminal.
    Story,
    /// The tables.
    Tables,
    /// What the step does.
    Step,
    /// What is on its way.
    Flights,
    /// What must hold.
    Checks,
}

impl Pane {
    /// Those of the state.
    const STATE: [Self; 4] = [Self::Tables, Self::Step, Self::Flights, Self::Checks];

    /// The place among those of the state.
    fn number(self) -> usize {
        Self::STATE.iter().position(|pane| *pane == self).unwrap_or(0)
    }
}

impl Explorer {
    /// A story, at its first violation, or at its beginning.
    #[must_use]
    pub(crate) fn new(story: Story, words: &Strings) -> Self {
        let telling = story.tell(words);
        let diagram = Diagram::new(&telling.cast, story.len(), 80);
        let at = story.violation().unwrap_or(0).min(story.len());
        Self {
            story,
            telling,
            at,
            pane: Pane::Story,
            exporting: false,
            diagram,
            told: Scrolled::default(),
            shown: Default::default(),
        }
    }

    /// A story, after so many steps.
    #[must_use]
    pub(crate) fn at(story: Story, at: usize, words: &Strings) -> Self {
        let mut explorer = Self::new(story, words);
        explorer.go(at);
        explorer
    }

    pub(crate) fn places(&self) -> Vec<Place> {
        let here = if self.exporting { Place::Export } else { Place::Trace };
        vec![here, Place::Outside, Place::Everywhere]
    }

    pub(crate) fn can(&self, action: Action) -> bool {
        match action {
            Action::TraceOn => self.at < self.story.len(),
            Action::TraceBack => self.at > 0,
            Action::NextFault | Action::PreviousFault => !self.story.faults().is_empty(),
            Action::FirstViolation => self.story.violation().is_some(),
            _ => true,
        }
    }

    pub(crate) fn fit(&mut self, shared: &Shared) {
        let panes = view::panes(shared.size);
        if self.pane == Pane::Story && !panes.tabs() {
            self.pane = Pane::Tables;
        }
        self.diagram = Diagram::new(&self.telling.cast, self.story.len(), usize::from(panes.story().width));
        self.lay_out(shared);
    }

    /// Whether it tells a story of this exercise.
    pub(crate) fn is_of(&self, exercise: &Slug) -> bool {
        self.story.name == exercise.as_str()
    }

    /// The exercise's own words in another language.
    pub(crate) fn name_again(&mut self, text: &ExerciseText, shared: &Shared) {
        self.story.name_again(text);
        self.say_again(&shared.words);
        self.lay_out(shared);
    }

    /// The same in another language.
    pub(crate) fn say_again(&mut self, words: &Strings) {
        self.telling = self.story.tell(words);
    }

    /// Lays out what depends on the place of the cursor.
    fn lay_out(&mut self, shared: &Shared) {
        let panes = view::panes(shared.size);
        let words = &shared.words;
        let place = panes.story();
        let head = u16::try_from(story::head(&self.telling, &self.diagram).len()).unwrap_or(0).min(place.height);
        let below = Rect { y: place.y + head, height: place.height - head, ..place };
        // Whole words where all of the story has room for them, wherever the cursor is.
        let whole = story::rows(&self.telling, &self.diagram, &Focus { at: None, wrap: true });
        let wrap = whole.len() < usize::from(below.height);
        let rows = story::rows(&self.telling, &self.diagram, &Focus { at: Some(self.at), wrap });
        self.told.fit(rows, below);
        let is_here = |row: &Row| row.block == self.at;
        let first = self.told.rows.iter().position(is_here).unwrap_or(0);
        let last = self.told.rows.iter().rposition(is_here).unwrap_or(first);
        self.told.show((first, last));
        let standing = Standing::after(&self.story.trace, self.at);
        for pane in Pane::STATE {
            let place = panes.state(pane, self.heights(&panes, words));
            let cells = usize::from(place.width.max(8));
            let (rows, told) = match pane {
                Pane::Story | Pane::Tables => story::tables(&standing, words, cells),
                Pane::Step => (story::step(&self.telling, self.at, words, cells), None),
                Pane::Flights => (story::flights(&self.story, self.at, words, cells), None),
                Pane::Checks => story::checks(&self.story, self.at, words, cells),
            };
            let shown = &mut self.shown[pane.number()];
            shown.fit(rows, place);
            match told {
                // From the name of the first table on, where all that changed has room; else what changed.
                Some(sight) => {
                    let from = if sight.last - sight.title < shown.seen.0 { sight.title } else { sight.first };
                    shown.hold(from, sight.last);
                }
                None if pane != Pane::Tables => shown.scroll_to(0),
                None => {}
            }
        }
    }

    /// Rows that the panes of the state want.
    fn heights(&self, panes: &Panes, words: &Strings) -> [u16; 4] {
        let cells = usize::from(panes.beside().width.max(8));
        let high = |rows: Vec<Row>| u16::try_from(rows.len()).unwrap_or(u16::MAX);
        let standing = Standing::after(&self.story.trace, self.at);
        [
            high(story::tables(&standing, words, cells).0),
            high(story::step(&self.telling, self.at, words, cells)),
            high(story::flights(&self.story, self.at, words, cells)),
            high(story::checks(&self.story, self.at, words, cells).0),
        ]
    }

    /// Checks that do not hold where the cursor stands.
    fn broken(&self) -> usize {
        let is_broken = |check: &usize| matches!(self.story.truth(*check, self.at), Truth::Broken(..));
        (0..self.story.checks.len()).filter(is_broken).count()
    }

    pub(crate) fn act(&mut self, action: Action, turn: &mut Turn<'_>) {
        let page = self.shown[self.pane.number()].page();
        let last = self.story.len();
        match action {
            Action::TraceOn => self.go(self.next(|after, at| after > at).unwrap_or(last)),
            Action::TraceBack => self.go(self.before(|after, at| after < at).unwrap_or(0)),
            Action::StepOn => self.go(self.at + 1),
            Action::StepBack => self.go(self.at.saturating_sub(1)),
            Action::TraceStart => self.go(0),
            Action::TraceEnd => self.go(last),
            Action::NextFault => {
                let next = self.story.faults().into_iter().find(|fault| *fault > self.at);
                self.go(next.unwrap_or(self.at));
            }
            Action::PreviousFault => {
                let before = self.story.faults().into_iter().rev().find(|fault| *fault < self.at);
                self.go(before.unwrap_or(self.at));
            }
            Action::FirstViolation => self.go(self.story.violation().unwrap_or(self.at)),
            Action::TracePane => self.pane = self.other(turn.shared, true),
            Action::TracePaneBack => self.pane = self.other(turn.shared, false),
            Action::StateDown => self.shown[self.pane.number()].scroll_by(page),
            Action::StateUp => self.shown[self.pane.number()].scroll_by(-page),
            Action::Export => self.exporting = true,
            Action::ExportMermaid => self.export(Format::Mermaid, turn),
            Action::ExportJson => self.export(Format::Json, turn),
            Action::ExportSvg => self.export(Format::Svg, turn),
            Action::ExportText => self.export(Format::Text, turn),
            Action::ExportStop => self.exporting = false,
            Action::LeaveTrace => turn.go = Some(Go::Back),
            _ => {}
        }
        if !matches!(action, Action::StateDown | Action::StateUp) {
            self.lay_out(turn.shared);
        }
    }

    fn go(&mut self, at: usize) {
        self.at = at.min(self.story.len());
    }

    /// The nearest step after the cursor that tells something.
    fn next(&self, is_there: impl Fn(usize, usize) -> bool) -> Option<usize> {
        self.telling.lines.iter().map(|line| line.after).find(|after| is_there(*after, self.at))
    }

    fn before(&self, is_there: impl Fn(usize, usize) -> bool) -> Option<usize> {
        self.telling.lines.iter().rev().map(|line| line.after).find(|after| is_there(*after, self.at))
    }

    fn other(&self, shared: &Shared, on: bool) -> Pane {
        let panes: Vec<Pane> = if view::panes(shared.size).tabs() {
            std::iter::once(Pane::Story).chain(Pane::STATE).collect()
        } else {
            Pane::STATE.to_vec()
        };
        let at = panes.iter().position(|pane| *pane == self.pane).unwrap_or(0);
        let to = if on { at + 1 } else { at + panes.len() - 1 };
        panes[to % panes.len()]
    }

    fn export(&mut self, format: Format, turn: &mut Turn<'_>) {
        self.exporting = false;
        let text = format.of(&self.story, &turn.shared.words, EXPORTED, turn.shared.ascii);
        let schedule = self.story.schedule.as_deref().unwrap_or("natural");
        turn.ask(Effect::Export(format!("{}-{schedule}.{}", self.story.name, format.ending()), text));
    }

    /// Takes the mouse: a click on a step goes there, one on a tab opens it; the wheel goes through the story, or moves
    /// what is under it.
    pub(crate) fn point(&mut self, mouse: Mouse, target: Option<Target>, turn: &mut Turn<'_>) {
        let state = |number: usize| Pane::STATE.get(number).copied();
        match (mouse.kind, target) {
            (MouseKind::Click(_), Some(Target::Row(after))) => self.go(after),
            (MouseKind::Click(_), Some(Target::Pane(0))) => self.pane = Pane::Story,
            (MouseKind::Click(_), Some(Target::Pane(number))) => {
                self.pane = state(number - 1).unwrap_or(self.pane);
            }
            (MouseKind::Wheel(wheel @ (Wheel::Up | Wheel::Down)), Some(Target::Item(number))) => {
                let rows = isize::from(WHEEL);
                let by = if wheel == Wheel::Up { -rows } else { rows };
                return self.shown[number.min(3)].scroll_by(by);
            }
            (MouseKind::Wheel(Wheel::Up), _) => return self.act(Action::TraceBack, turn),
            (MouseKind::Wheel(Wheel::Down), _) => return self.act(Action::TraceOn, turn),
            _ => return,
        }
        self.lay_out(turn.shared);
    }
}
