//! Kind `events`: a module of pure functions over commands, events and state, judged on given cases, on generated
//! histories and by laws.

mod agrees;
mod cases;
mod effects;
mod law;
mod shelf;
mod story;
#[cfg(test)]
mod tests;
mod unknown;

use std::ops::RangeInclusive;
use std::sync::Arc;

use super::module::{Module, Probed, Search, smallest};
use super::{Bench, Grader, NotLoaded, Options, Stop, Submission, Verdict};
use crate::course::exercise::{Check, EventsCheck, EventsTask, Exercise, LawKind, Rule};
pub use shelf::Shelf;
use story::{Story, simpler};

/// Histories that `effects` looks at, at normal effort, and the items of the longest.
const HISTORIES: usize = 200;
const LENGTH: usize = 12;

/// A loaded answer of kind `events`.
pub(crate) struct EventsGrader<'e> {
    exercise: &'e Exercise,
    task: &'e EventsTask,
    options: &'e Options,
    module: Module,
    cases: u64,
}

impl<'e> EventsGrader<'e> {
    pub(crate) fn load(
        exercise: &'e Exercise,
        task: &'e EventsTask,
        submission: &'e Submission,
        options: &'e Options,
        bench: &mut Bench<'_>,
    ) -> Result<Self, NotLoaded> {
        let module = Module::load(exercise, &task.module, submission, bench)?;
        Ok(Self { exercise, task, options, module, cases: 0 })
    }

    fn stories(
        &self,
        check: &str,
        count: usize,
        items: RangeInclusive<usize>,
        shelf: &mut Shelf,
    ) -> Result<Arc<[Story]>, Stop> {
        shelf.stories(self.exercise, self.task, self.options, check, count, items)
    }

    /// Judges the stories, and looks for the smallest that fails.
    fn search(&mut self, stories: &[Story], probe: &mut dyn FnMut(&[Story]) -> Probed) -> Result<Verdict, Stop> {
        self.cases += stories.len() as u64;
        let search =
            Search { probe, simpler: &|item| simpler(item, self.task), removable: true, told: self.options.told };
        Ok(smallest(stories, search)?.map_or_else(Verdict::passed, Verdict::failed))
    }
}

impl Grader for EventsGrader<'_> {
    fn check(&mut self, name: &str, check: &Check, bench: &mut Bench<'_>) -> Result<Verdict, Stop> {
        let Rule::Events(rule) = &check.rule else {
            return Err(Stop::Ours(format!("the check `{name}` is of another kind")));
        };
        match rule {
            EventsCheck::Cases { cases } => {
                self.cases += cases.len() as u64;
                cases::check(&self.module, cases, bench)
            }
            EventsCheck::Agrees { with, histories, length, each } => {
                let items = if *each { 1..=1 } else { 0..=*length };
                let stories = self.stories(name, *histories, items, bench.shelf)?;
                let module = self.module.clone();
                let probe = if *each { agrees::probe_each } else { agrees::probe };
                self.search(&stories, &mut |stories| probe(&module, with, stories, bench))
            }
            EventsCheck::Law(law) => {
                // An upcast looks at single events.
                let single = matches!(law.law, LawKind::UpcastChain | LawKind::UpcastFixed);
                let items = if single { 1..=1 } else { 0..=law.length };
                let mut stories = self.stories(name, law.histories, items, bench.shelf)?;
                if law.law == LawKind::IgnoresUnknown {
                    unknown::scatter(Arc::make_mut(&mut stories), self.exercise, self.task, self.options, name)?;
                }
                let module = self.module.clone();
                let judge = law::Judge { module: &module, law };
                let mut verdict = self.search(&stories, &mut |stories| judge.probe(stories, bench))?;
                if let Some(finding) = verdict.findings.pop() {
                    verdict.findings.push(judge.with_place(finding, bench)?);
                }
                Ok(verdict)
            }
            EventsCheck::Effects { handler, on_replay, live_agrees } => {
                let stories = self.stories(name, HISTORIES, 0..=LENGTH, bench.shelf)?;
                let module = self.module.clone();
                let judge =
                    effects::Judge { module: &module, handler, on_replay: *on_replay, live_agrees: *live_agrees };
                self.search(&stories, &mut |stories| judge.probe(stories, bench))
            }
        }
    }

    fn cases(&self) -> u64 {
        self.cases
    }
}
