//! Stories of answers: told by the worker, opened when they are there.

use std::sync::Arc;

use super::Edge;
use crate::base::Slug;
use crate::grade::Schedule;
use crate::grade::story::Story;
use crate::lab::Gone;
use crate::lab::system::Trace;
use crate::tui::model::{Msg, Ticket};

impl Edge {
    /// Asks the worker for the story of a schedule, of the answer that was graded last.
    pub(super) fn tell(&mut self, ticket: Ticket, slug: Slug, schedule: String, out: &mut Vec<Msg>) {
        let judged = self.reports.get(&slug);
        let parsed = Schedule::parse(&schedule).ok();
        match (judged.zip(parsed), &mut self.worker) {
            (Some((judged, (parsed, _))), Some(worker)) => {
                worker.trace(ticket, Arc::clone(&judged.exercise), judged.files.clone(), parsed);
                self.telling.insert(ticket, (slug, schedule));
            }
            (None, _) | (_, None) => out.push(Msg::Trouble(self.words().get("trace-none"))),
        }
    }

    /// A story is there.
    pub(super) fn traced(&mut self, ticket: Ticket, traced: Result<Option<Trace>, Gone>, out: &mut Vec<Msg>) {
        let Some((slug, schedule)) = self.telling.remove(&ticket) else { return };
        let text = self.course.text(&slug, &self.lang).ok();
        let story = match (traced, self.reports.get(&slug).zip(text)) {
            (Ok(Some(trace)), Some((judged, text))) => Story::of(&judged.exercise, &text, Some(schedule), trace),
            (Ok(_) | Err(_), _) => return out.push(Msg::Trouble(self.words().get("trace-none"))),
        };
        out.push(Msg::Story(Some(ticket), Box::new(story)));
    }
}
