//! An exercise's solution, over the answer.

use std::sync::Arc;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::scrolled::Scrolled;
use super::workbench::form::Form;
use super::{Go, Turn};
use crate::base::{Safe, Slug};
use crate::course::{Exercise, ExerciseText};
use crate::tui::action::Action;
use crate::tui::layout::{self, MEASURE, Role, Row, Span};
use crate::tui::model::Shared;
use crate::tui::paint;
use crate::tui::syntax::Language;

/// The state of the window.
#[derive(Debug)]
pub(crate) struct Solution {
    exercise: Arc<Exercise>,
    text: ExerciseText,
    shown: Scrolled,
}

impl Solution {
    /// The solution of an exercise.
    #[must_use]
    pub(crate) fn of(exercise: &Arc<Exercise>, text: &ExerciseText) -> Self {
        Self { exercise: Arc::clone(exercise), text: text.clone(), shown: Scrolled::default() }
    }

    /// Whose solution.
    #[must_use]
    pub(crate) fn slug(&self) -> &Slug {
        &self.exercise.slug
    }

    /// The texts in another language.
    pub(crate) fn say_again(&mut self, text: ExerciseText, shared: &Shared) {
        self.text = text;
        self.fit(shared);
    }

    /// An answer that is made of choices in words, as its form says them; files as they are.
    fn rows(&self, cells: usize) -> Vec<Row> {
        let solution = &self.exercise.solution;
        if let Some(form) = solution.values().next().and_then(|text| Form::of(&self.exercise, text)) {
            return form.said(&self.exercise, &self.text, cells);
        }
        let mut rows = Vec::new();
        for (name, text) in solution {
            if solution.len() > 1 {
                rows.push(Row { spans: vec![Span::new(name.as_str(), Role::Subheading)], block: 0 });
            }
            let lines = layout::coloured(Safe::new(text).as_str().trim_end(), Language::of_file(name));
            rows.extend(lines.into_iter().map(|spans| Row { spans, block: 0 }));
            rows.push(Row::default());
        }
        rows.pop();
        rows
    }

    pub(crate) fn fit(&mut self, shared: &Shared) {
        let (columns, rows) = (shared.size.0.saturating_sub(6).max(4), shared.size.1.saturating_sub(4).max(1));
        let all = self.rows(usize::from(columns.min(MEASURE)));
        let seen = rows.min(u16::try_from(all.len()).unwrap_or(u16::MAX)).max(1);
        self.shown.fit(all, Rect { x: 0, y: 0, width: columns, height: seen });
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
        let (seen, widest) = (self.shown.seen, self.shown.widest());
        let columns = u16::try_from(widest).unwrap_or(u16::MAX).min(seen.1).saturating_add(4).max(40);
        let rows = u16::try_from(seen.0).unwrap_or(u16::MAX).saturating_add(2);
        let inner = paint::window(buf, area, columns, rows, &shared.words.get("solution-title"));
        self.shown.view(inner, buf);
    }
}
