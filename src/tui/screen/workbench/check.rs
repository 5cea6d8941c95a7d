//! Checking an answer: from the save to the verdict, and on from there.

use super::{Grading, Pane, WIDE, Workbench};
use crate::base::Slug;
use crate::grade::{CheckReport, Outcome, Report};
use crate::tui::model::{Effect, Shared, Ticket};
use crate::tui::screen::home::next_after;
use crate::tui::screen::{Go, Screen, Turn};

impl Workbench {
    /// Saves and grades.
    pub(super) fn check(&mut self, turn: &mut Turn<'_>) {
        if let Some(question) = self.ask_which() {
            turn.go = Some(Go::Over(Screen::Confirm(question)));
            return;
        }
        for editor in &mut self.editors {
            editor.was_saved();
        }
        turn.ask(Effect::Save(self.exercise.slug.clone(), self.files()));
        self.grade(turn);
    }

    /// Grades what is on disk.
    pub(super) fn grade(&mut self, turn: &mut Turn<'_>) {
        turn.effects.extend(self.running().map(Effect::Cancel));
        let files = self.files();
        let ticket = turn.shared.ticket();
        turn.ask(Effect::Grade(ticket, self.exercise.slug.clone(), files));
        self.grading = Grading::Running(ticket, Vec::new());
        if turn.shared.size.0 < WIDE {
            self.pane = Pane::Verdict;
        }
        self.verdict.top = 0;
        self.fit(turn.shared);
    }

    /// A check is done.
    pub(crate) fn checked(&mut self, ticket: Ticket, check: &CheckReport, shared: &Shared) {
        match &mut self.grading {
            Grading::Running(running, checks) if *running == ticket => {
                checks.push(check.clone());
                self.fit(shared);
            }
            Grading::Running(..) | Grading::None | Grading::Done(_) => {}
        }
    }

    /// The grading is done.
    pub(crate) fn graded(&mut self, ticket: Ticket, report: &Report, shared: &Shared) {
        if self.running() == Some(ticket) {
            self.grading = Grading::Done(Box::new(report.clone()));
            if report.passed() {
                self.pane = Pane::Verdict;
            }
            if let Some((editor, place)) = self.first_place(report) {
                self.file = editor;
                self.editors[editor].go_to(place.0, place.1);
            }
            self.fit(shared);
        }
    }

    /// Where the answer does not load: the caret goes there.
    pub(super) fn first_place(&self, report: &Report) -> Option<(usize, (u32, u32))> {
        let place = report.findings.iter().find_map(|finding| finding.at.as_ref())?;
        let editor = self.editors.iter().position(|editor| editor.name == place.file)?;
        Some((editor, (place.line.saturating_sub(1), place.column.saturating_sub(1))))
    }

    /// The worker gave up.
    pub(crate) fn gave_up(&mut self, ticket: Ticket) {
        if self.running() == Some(ticket) {
            self.grading = Grading::None;
        }
    }

    pub(super) fn proceed(&mut self, turn: &mut Turn<'_>) {
        if self.pane == Pane::Verdict && self.passed() {
            if let Some(next) = next_after(&self.exercise.slug, turn.shared) {
                turn.go = Some(Go::Back);
                turn.ask(next.open);
            }
        } else if let Some((slug, section)) = self.explained(turn.shared).filter(|_| self.pane == Pane::Verdict) {
            turn.ask(Effect::OpenLesson(slug, Some(section)));
        } else {
            self.pane = Pane::Answer;
        }
    }

    /// The section that explains the first check that failed.
    pub(super) fn explained(&self, shared: &Shared) -> Option<(Slug, String)> {
        let Grading::Done(report) = &self.grading else { return None };
        let mut failed = report.checks.iter().filter(|check| check.outcome == Outcome::Failed);
        let (lesson, section) = failed.find_map(|check| check.explain.as_deref())?.split_once('#')?;
        shared.catalog.lesson(lesson).map(|(_, card)| (card.slug.clone(), section.to_owned()))
    }
}
