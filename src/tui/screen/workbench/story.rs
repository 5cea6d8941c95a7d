//! The story of a finding: asked for and stepped through; and how far the search for stories is.

use super::{Grading, Workbench};
use crate::grade::Finding;
use crate::lab::system::{Broken, Progress};
use crate::tui::model::{Effect, Shared, Ticket};
use crate::tui::screen::Turn;

/// How far a grading is that looks for stories.
#[derive(Debug, Default)]
pub(super) struct Search {
    /// Runs and states so far; none where nothing was heard of them.
    pub(super) done: Option<(u64, usize)>,
    /// Checks that were seen to fail, by their numbers.
    pub(super) failed: Vec<usize>,
}

impl Workbench {
    /// The schedule of the selected finding, else of the first that has one.
    pub(super) fn schedule(&self) -> Option<&str> {
        let Grading::Done(report) = &self.grading else { return None };
        let all = report.checks.iter().flat_map(|check| &check.findings).chain(&report.findings);
        let picked = self.picked_finding().and_then(|finding| finding.schedule.as_deref());
        picked.or_else(|| all.into_iter().find_map(|finding| finding.schedule.as_deref()))
    }

    /// Whether Enter on the selected finding leads to its story: where it has no place in the answer.
    pub(super) fn leads_to_story(&self) -> bool {
        self.picked_finding().is_some_and(leads_to_story)
    }

    /// Asks for the story.
    pub(super) fn tell(&mut self, turn: &mut Turn<'_>) {
        let Some(schedule) = self.schedule().map(str::to_owned) else { return };
        let ticket = turn.shared.ticket();
        self.telling = Some(ticket);
        turn.ask(Effect::Tell(ticket, self.exercise.slug.clone(), schedule));
    }

    /// Whether this is the story that was asked for last.
    pub(crate) fn wants_story(&mut self, ticket: Ticket) -> bool {
        self.telling.take_if(|telling| *telling == ticket).is_some()
    }

    /// How far the search for stories is, and what it has just seen to fail.
    pub(crate) fn explored(&mut self, ticket: Ticket, progress: &Progress, shared: &Shared) {
        if self.running() != Some(ticket) {
            return;
        }
        self.search.done = Some((progress.runs, progress.states));
        match progress.broken {
            Some(Broken::Check(check)) => self.search.failed.push(usize::from(check)),
            Some(Broken::Misuse(_) | Broken::Livelock | Broken::NotSettled) | None => {}
        }
        self.fit(shared);
    }
}

/// Whether Enter on a finding leads to its story.
pub(super) fn leads_to_story(finding: &Finding) -> bool {
    finding.schedule.is_some() && finding.at.is_none()
}
