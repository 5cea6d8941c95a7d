//! Cards that are due, one after the other: what is asked, then the answer, then how well it was known.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::scrolled::Scrolled;
use super::{Go, Turn};
use crate::base::Safe;
use crate::course::recall::{Face, Home, Recall};
use crate::progress::Rating;
use crate::tui::action::Action;
use crate::tui::layout::{Role, Row};
use crate::tui::model::{Effect, Shared};
use crate::tui::mouse::Target;
use crate::tui::paint;
use crate::tui::rows;
use crate::tui::theme::{self, Part};

/// The widest column of words, in cells.
const MEASURE: u16 = 72;

/// The state of the screen.
#[derive(Debug)]
pub(crate) struct Review {
    cards: Vec<(Recall, Face)>,
    at: usize,
    /// Whether the answer is in sight.
    told: bool,
    shown: Scrolled,
}

impl Review {
    /// The first of these cards.
    #[must_use]
    pub(crate) fn new(cards: Vec<(Recall, Face)>) -> Self {
        Self { cards, at: 0, told: false, shown: Scrolled::default() }
    }

    /// What is asked.
    pub(crate) fn recalls(&self) -> Vec<Recall> {
        self.cards.iter().map(|(recall, _)| recall.clone()).collect()
    }

    /// The same cards in another language.
    pub(crate) fn say_again(&mut self, faces: &[(Recall, Face)], shared: &Shared) {
        for (recall, face) in &mut self.cards {
            if let Some((_, again)) = faces.iter().find(|(there, _)| there == recall) {
                face.clone_from(again);
            }
        }
        self.fit(shared);
    }

    fn card(&self) -> Option<&(Recall, Face)> {
        self.cards.get(self.at)
    }

    pub(crate) fn can(&self, action: Action) -> bool {
        match action {
            Action::ShowAnswer => !self.told,
            Action::RateAgain | Action::RateHard | Action::RateGood | Action::RateEasy | Action::OpenSource => {
                self.told && self.card().is_some()
            }
            _ => true,
        }
    }

    pub(crate) fn act(&mut self, action: Action, turn: &mut Turn<'_>) {
        match action {
            Action::ShowAnswer if self.card().is_none() => turn.go = Some(Go::Back),
            Action::ShowAnswer if !self.told => {
                self.told = true;
                self.fit(turn.shared);
            }
            Action::RateAgain => self.rate(Rating::Again, turn),
            Action::RateHard => self.rate(Rating::Hard, turn),
            Action::RateGood => self.rate(Rating::Good, turn),
            Action::RateEasy => self.rate(Rating::Easy, turn),
            Action::OpenSource if self.told => {
                turn.effects.extend(self.card().map(|(_, face)| match &face.home {
                    Home::Lesson(slug, section) => Effect::OpenLesson(slug.clone(), section.clone()),
                    Home::Exercise(slug) => Effect::OpenExercise(slug.clone()),
                }));
            }
            Action::LeaveReview => turn.go = Some(Go::Back),
            Action::ReviewDown => self.shown.scroll_by(1),
            Action::ReviewUp => self.shown.scroll_by(-1),
            Action::ReviewPageDown => self.shown.scroll_by(self.shown.page()),
            Action::ReviewPageUp => self.shown.scroll_by(-self.shown.page()),
            _ => {}
        }
    }

    fn rate(&mut self, rating: Rating, turn: &mut Turn<'_>) {
        let Some((recall, _)) = self.card().filter(|_| self.told) else { return };
        turn.effects.push(Effect::Rate(recall.clone(), rating));
        self.at += 1;
        self.told = false;
        self.shown.top = 0;
        self.fit(turn.shared);
    }

    pub(crate) fn fit(&mut self, shared: &Shared) {
        let area = body(Rect { x: 0, y: 0, width: shared.size.0, height: shared.size.1.saturating_sub(1) });
        let rows = self.rows(shared, usize::from(area.width.max(4)));
        self.shown.fit(rows, area);
        if self.told {
            // The answer is what one waits for: all of it, where it fits.
            self.shown.scroll_to(usize::MAX);
        }
    }

    fn rows(&self, shared: &Shared, cells: usize) -> Vec<Row> {
        let words = |id: &str| shared.words.get(id);
        let said = |text: &str| Safe::line(text).into_string();
        let wrapped = |text: &str, role: Role| rows::wrapped("", Role::Text, text, role, cells);
        let Some((recall, face)) = self.card() else {
            let end = shared.words.with("review-end", &[("n", self.cards.len().into()), ("left", shared.due.into())]);
            return wrapped(&end, Role::Text);
        };
        let kind = words(match recall {
            Recall::Concept(_) => "review-ask-concept",
            Recall::Question { .. } => "review-ask-question",
            Recall::Check { .. } => "review-ask-check",
        });
        let mut out = wrapped(&format!("{} · {kind}", said(&face.from)), Role::Muted);
        out.push(rows::gap());
        out.extend(wrapped(&said(&face.ask), Role::Heading));
        for (option, letter) in face.options.iter().zip('a'..) {
            out.extend(rows::wrapped(&format!("{letter}  "), Role::Muted, &said(option), Role::Text, cells));
        }
        if self.told {
            for answer in &face.answer {
                // Items of a list stand close.
                if !answer.starts_with("• ") {
                    out.push(rows::gap());
                }
                out.extend(wrapped(&said(answer), Role::Text));
            }
            if let Some(section) = &face.section {
                out.push(rows::gap());
                out.extend(wrapped(&format!("§ {}", said(section)), Role::Muted));
            }
            out.push(rows::gap());
            out.extend(wrapped(&words("review-how-well"), Role::Action));
        }
        out
    }

    pub(crate) fn view(&self, shared: &Shared, area: Rect, buf: &mut Buffer) {
        let here = (self.at + 1).min(self.cards.len());
        let title = format!(" {}", shared.words.get("review-title"));
        paint::text(buf, area.x, area.y, &title, theme::part(Part::Title), area.width);
        let count = format!("{here}/{} ", self.cards.len());
        paint::text_right(buf, area, area.y, &count, theme::part(Part::Quiet));
        let body = body(area);
        self.shown.view(body, buf);
        if !self.told {
            Target::Do(Action::ShowAnswer).mark(body, buf);
            return;
        }
        // What it comes from: the head, and the section.
        for (y, (number, row)) in
            (body.top()..body.bottom()).zip(self.shown.rows.iter().enumerate().skip(self.shown.top))
        {
            if number == 0 || row.text().starts_with('§') {
                Target::Do(Action::OpenSource).mark(Rect { y, height: 1, ..body }, buf);
            }
        }
    }
}

/// The column of words, below the title.
fn body(area: Rect) -> Rect {
    let head = if area.height > 8 { 2 } else { 1 };
    let width = area.width.saturating_sub(4).clamp(1, MEASURE).min(area.width);
    let x = area.x + (area.width - width) / 2;
    Rect { x, y: area.y + head.min(area.height), width, height: area.height.saturating_sub(head) }
}
