//! Checking an answer: from the save to the verdict, and on from there.

use super::story::Search;
use super::{Grading, Pane, WIDE, Workbench};
use crate::grade::{CheckReport, Report};
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
        self.save(turn);
        self.grade(turn);
    }

    /// Saves what is typed.
    pub(super) fn save(&mut self, turn: &mut Turn<'_>) {
        for editor in &mut self.editors {
            editor.was_saved();
        }
        turn.ask(Effect::Save(self.exercise.slug.clone(), self.files()));
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
        (self.picked, self.beats) = (0, 0);
        self.search = Search::default();
        self.fit(turn.shared);
    }

    /// A check is done.
    pub(crate) fn checked(&mut self, ticket: Ticket, check: &CheckReport, shared: &Shared) {
        match &mut self.grading {
            Grading::Running(running, checks) if *running == ticket => {
                checks.push(check.clone());
                self.fit(shared);
            }
            Grading::Running(..) | Grading::None | Grading::Stopped(_) | Grading::Done(_) => {}
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
            self.mark_places(report);
            self.fit(shared);
        }
    }

    /// Marks in the files what has a place in them.
    fn mark_places(&mut self, report: &Report) {
        let findings = report.findings.iter().chain(report.checks.iter().flat_map(|check| &check.findings));
        let places: Vec<_> = findings.filter_map(|finding| finding.at.as_ref()).collect();
        for editor in &mut self.editors {
            let here = places.iter().filter(|place| place.file == editor.name);
            let here: Vec<_> =
                here.map(|place| (place.line.saturating_sub(1), place.column.saturating_sub(1))).collect();
            editor.mark(&here);
        }
    }

    /// Where the answer does not load: the caret goes there.
    fn first_place(&self, report: &Report) -> Option<(usize, (u32, u32))> {
        self.spot_of(report.findings.iter().find(|finding| finding.at.is_some())?)
    }

    /// The worker gave up.
    pub(crate) fn gave_up(&mut self, ticket: Ticket) {
        if self.running() == Some(ticket) {
            self.grading = Grading::None;
        }
    }

    /// The grading goes on for one beat more.
    pub(crate) fn beat(&mut self, shared: &Shared) {
        if self.running().is_some() {
            self.beats = self.beats.saturating_add(1);
            self.fit(shared);
        }
    }

    /// Stops the grading under way; nothing of it is kept but what is seen.
    pub(super) fn stop(&mut self, turn: &mut Turn<'_>) {
        if let Grading::Running(ticket, checks) = &mut self.grading {
            turn.ask(Effect::Cancel(*ticket));
            self.grading = Grading::Stopped(std::mem::take(checks));
            self.fit(turn.shared);
        }
    }

    pub(super) fn proceed(&mut self, turn: &mut Turn<'_>) {
        if self.pane == Pane::Verdict && self.passed() {
            if let Some(next) = next_after(&self.exercise.slug, turn.shared) {
                turn.go = Some(Go::Back);
                turn.ask(next.open);
            }
        } else {
            self.pane = Pane::Answer;
        }
    }
}
