//! Exercises and answers: opened, saved, graded, begun anew.

use std::collections::BTreeMap;
use std::sync::Arc;

use indexmap::IndexMap;

use super::{Edge, Judged};
use crate::base::Slug;
use crate::course::exercise::Effort;
use crate::course::{Exercise, Problems};
use crate::grade::Report;
use crate::progress::{Attempt, Fault, Last, Standing as DraftStanding, differs, digest};
use crate::tui::model::{AnswerFile, Msg, Opened, Sections, Ticket, Trial, Tried};

impl Edge {
    pub(super) fn graded(&mut self, ticket: Ticket, report: Report, out: &mut Vec<Msg>) {
        if let Some((exercise, files)) = self.grading.remove(&ticket) {
            let answer = digest(&files);
            let differs = differs(&exercise.starter, &files);
            let attempt = Attempt::of(&exercise.slug, &report, answer, Effort::Normal, differs, self.clock.now());
            let kept = self.store.record_answer(&attempt, &files).map(drop);
            self.kept(kept, out);
            let slug = exercise.slug.clone();
            self.reports.insert(slug, Judged { exercise, files, report: report.clone() });
            out.push(self.look());
        }
        out.push(Msg::Graded(ticket, Box::new(report)));
    }

    /// The attempts at an exercise, with what was answered.
    pub(super) fn tried(&self, exercise: &Slug) -> Msg {
        let read = || -> Result<Tried, Fault> {
            let mark = self.store.mark(exercise)?;
            let trial = |attempt: Attempt| {
                let files = self.store.answered(&attempt.answer)?;
                Ok(Trial { when: self.clock.zone().minute(attempt.at), files, attempt })
            };
            let trials = self.store.attempts(exercise)?.into_iter().map(trial).collect::<Result<Vec<_>, Fault>>()?;
            Ok(Tried { exercise: exercise.clone(), trials, hints: mark.hints, solution_at: mark.solution_at })
        };
        match read() {
            Ok(tried) if tried.trials.is_empty() => Msg::Trouble(self.words().get("attempts-none")),
            Ok(tried) => Msg::Attempts(Box::new(tried)),
            Err(fault) => Msg::Trouble(fault.message(self.words())),
        }
    }

    pub(super) fn grade(&mut self, ticket: Ticket, slug: &Slug, files: IndexMap<String, String>, out: &mut Vec<Msg>) {
        match (self.course.exercise(slug), &mut self.worker) {
            (Ok(exercise), Some(worker)) => {
                let exercise = Arc::new(exercise);
                self.grading.insert(ticket, (Arc::clone(&exercise), files.clone()));
                worker.grade(ticket, exercise, files);
            }
            (Ok(_), None) => out.push(Msg::GaveUp(ticket)),
            (Err(problems), _) => {
                out.push(Msg::GaveUp(ticket));
                out.push(self.broken(&problems));
            }
        }
    }

    pub(super) fn open_exercise(&mut self, slug: &Slug, out: &mut Vec<Msg>) -> Result<Opened, Problems> {
        let exercise = self.course.exercise(slug)?;
        let text = self.course.text(&exercise.slug, &self.lang)?;
        let slug = &exercise.slug;
        if let Err(fault) = self.answers.begin(slug, &exercise.starter) {
            out.push(Msg::Trouble(fault.message(self.words())));
        }
        if let Some(watcher) = &mut self.watcher {
            watcher.add(&self.answers, slug, &exercise.files);
        }
        let mut files = Vec::new();
        for name in &exercise.files {
            let saved = match self.answers.file(slug, name) {
                Ok(saved) => saved,
                Err(fault) => {
                    out.push(Msg::Trouble(fault.message(self.words())));
                    None
                }
            };
            let saved = saved.or_else(|| exercise.starter.get(name).cloned()).unwrap_or_default();
            let draft = self.store.draft(slug, name).ok().flatten();
            let standing = draft.as_ref().map(|draft| draft.standing(&saved));
            let caret = self.store.cursor(slug, name).ok().flatten().unwrap_or_default();
            files.push(AnswerFile {
                name: name.clone(),
                draft: draft.map(|draft| draft.text).filter(|_| standing != Some(DraftStanding::Same)),
                conflict: standing == Some(DraftStanding::Conflict),
                saved,
                caret: (caret.line, caret.column),
            });
        }
        let kept = self.store.set_last(&Last::Exercise(slug.clone()));
        self.kept(kept, out);
        let texts = files.iter().map(|file| (file.name.clone(), file.saved.clone())).collect();
        let known = self.reports.get(slug).filter(|judged| digest(&judged.files) == digest(&texts));
        let report = known.map(|judged| judged.report.clone());
        let sections = self.sections(&exercise);
        Ok(Opened { exercise: Arc::new(exercise), text, sections, files, report })
    }

    /// Titles of the sections that explain an exercise's checks; what cannot be read has none.
    pub(super) fn sections(&self, exercise: &Exercise) -> Sections {
        let mut lessons = BTreeMap::new();
        let mut sections = Sections::new();
        for to in exercise.checks.values().filter_map(|check| check.explain.as_ref()) {
            let Some((slug, section)) = to.split_once('#') else { continue };
            let lesson = lessons.entry(slug).or_insert_with(|| {
                let (_, card) = self.course.catalog().lesson(slug)?;
                self.course.lesson(&card.slug, &self.lang).ok()
            });
            let title = lesson.as_ref().and_then(|lesson| lesson.section(section));
            sections.extend(title.map(|title| (to.clone(), title)));
        }
        sections
    }

    /// Saves an answer's files; whether they are on disk.
    pub(super) fn save(&mut self, slug: &Slug, files: &IndexMap<String, String>, out: &mut Vec<Msg>) -> bool {
        for (name, text) in files {
            if let Err(fault) = self.answers.write(slug, name, text) {
                // The draft still holds what could not be written.
                out.push(Msg::Trouble(fault.message(self.words())));
                return false;
            }
        }
        let kept = self.store.drop_drafts(slug);
        self.kept(kept, out);
        true
    }

    pub(super) fn reset(&mut self, slug: Slug, out: &mut Vec<Msg>) {
        let exercise = match self.course.exercise(&slug) {
            Ok(exercise) => exercise,
            Err(problems) => return out.push(self.broken(&problems)),
        };
        match self.answers.reset(&slug, &exercise.starter) {
            Ok(_) => {
                if let Some(watcher) = &mut self.watcher {
                    watcher.add(&self.answers, &slug, &exercise.files);
                }
                let kept = self.store.drop_drafts(&slug);
                self.kept(kept, out);
                self.reports.remove(&slug);
                out.push(Msg::WasReset(slug, exercise.starter));
                out.push(Msg::Trouble(self.words().get("workbench-was-reset")));
            }
            Err(fault) => out.push(Msg::Trouble(fault.message(self.words()))),
        }
    }
}
