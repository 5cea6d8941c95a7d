//! A lesson in the dialogue: block after block, with a stop at each section and wherever something can be done.

use super::{Dialogue, Left, Thing, say};
use crate::base::{Safe, Slug};
use crate::cli::fail::Fail;
use crate::cli::session::Session;
use crate::course::{self, Choice, Lesson, Question};
use crate::tui::Block;

/// What comes after a stop.
enum Step {
    /// The next block.
    On,
    /// The section before.
    Back,
    /// Something else.
    Leave(Left),
}

impl Dialogue<'_> {
    /// Reads a lesson aloud, so to speak.
    pub(super) fn lesson(&mut self, slug: &Slug) -> Result<Left, Fail> {
        let strings = &self.session.strings;
        let course = self.session.course()?;
        let lesson = course.lesson(slug, self.session.lang()).map_err(|problems| Fail::content(strings, &problems))?;
        let title = Safe::line(&lesson.title).into_string();
        self.line("");
        self.say("plain-lesson", &[("title", title.into()), ("minutes", i64::from(lesson.minutes).into())]);
        let mut guess: Option<(&Question, usize)> = None;
        let mut at = 0;
        while let Some(block) = lesson.blocks.get(at) {
            let begins = at > 0 && matches!(block, course::Block::Heading { level: 2, .. });
            let step = if begins { self.section()? } else { Step::On };
            let step = match step {
                Step::On => self.block(&lesson, at, &mut guess)?,
                other => other,
            };
            match step {
                Step::On => at += 1,
                Step::Back => at = section_before(&lesson, at),
                Step::Leave(left) => return Ok(left),
            }
        }
        let mut store = self.session.store()?;
        self.session.saved(store.mark_read(slug, Session::now()));
        drop(store);
        self.line("");
        self.say("plain-lesson-done", &[]);
        self.offer(&Thing::Lesson(slug.clone()))
    }

    /// What to do next, after something done.
    pub(super) fn offer(&mut self, thing: &Thing) -> Result<Left, Fail> {
        let Some(next) = self.after(thing)? else {
            self.say("plain-all-done", &[]);
            return Ok(Left::ForHome);
        };
        let title = self.title(&next)?;
        self.say("plain-next", &[("title", title.into())]);
        loop {
            match self.ask("plain-ask-next").as_deref() {
                None => return Ok(Left::ForGood),
                Some("") => return Ok(Left::For(next)),
                Some("q") => return Ok(Left::ForHome),
                Some("?") => self.say("plain-help-next", &[]),
                Some(line) => self.command(line),
            }
        }
    }

    /// The stop before a section.
    fn section(&mut self) -> Result<Step, Fail> {
        loop {
            match self.ask("plain-ask-section").as_deref() {
                None => return Ok(Step::Leave(Left::ForGood)),
                Some("") => {
                    self.line("");
                    return Ok(Step::On);
                }
                Some("b") => return Ok(Step::Back),
                Some("q") => return Ok(Step::Leave(Left::ForHome)),
                Some("?") => self.say("plain-help-lesson", &[]),
                Some(line) => self.command(line),
            }
        }
    }

    fn block<'l>(
        &mut self,
        lesson: &'l Lesson,
        at: usize,
        guess: &mut Option<(&'l Question, usize)>,
    ) -> Result<Step, Fail> {
        let block = &lesson.blocks[at];
        for line in say::blocks(std::slice::from_ref(block), &self.session.strings) {
            self.line(&line);
        }
        match block {
            course::Block::SqlRun { databases, sql, .. } => {
                let setup = |name: &String| (name.clone(), lesson.setup.get(name).cloned().unwrap_or_default());
                let block = Block::Sql { databases: databases.iter().map(setup).collect(), sql: sql.clone() };
                self.live(&block, guess)
            }
            course::Block::JsRun { source, .. } => self.live(&Block::Js(source.clone()), guess),
            course::Block::SimPlay(play) => self.live(&Block::Play(play.clone()), guess),
            course::Block::Predict(question) => {
                let (step, chosen) = self.question(lesson, at, question)?;
                *guess = chosen.map(|chosen| (question, chosen));
                Ok(step)
            }
            course::Block::Quiz(question) => {
                let (step, chosen) = self.question(lesson, at, question)?;
                if let Some(chosen) = chosen {
                    self.explain(question, chosen);
                }
                Ok(step)
            }
            course::Block::Exercise(slug) => self.card(slug),
            _ => Ok(Step::On),
        }
    }

    /// A block that can be run; a guess asked before is explained after it.
    fn live(&mut self, block: &Block, guess: &mut Option<(&Question, usize)>) -> Result<Step, Fail> {
        loop {
            match self.ask("plain-ask-run").as_deref() {
                None => return Ok(Step::Leave(Left::ForGood)),
                Some("") => {
                    self.runs(block)?;
                    break;
                }
                Some("n") => break,
                Some("q") => return Ok(Step::Leave(Left::ForHome)),
                Some("?") => self.say("plain-help-lesson", &[]),
                Some(line) => self.command(line),
            }
        }
        if let Some((question, chosen)) = guess.take() {
            self.explain(question, chosen);
        }
        Ok(Step::On)
    }

    /// Asks a question whose text was said; the option chosen, none where it was left out. A wrong one makes a card.
    fn question(&mut self, lesson: &Lesson, at: usize, question: &Question) -> Result<(Step, Option<usize>), Fail> {
        for (letter, option) in ('a'..).zip(&question.options) {
            self.line(&format!("{letter}. {}", option.says));
        }
        loop {
            let Some(line) = self.ask("plain-ask-question") else { return Ok((Step::Leave(Left::ForGood), None)) };
            match line.as_str() {
                "" => return Ok((Step::On, None)),
                "q" => return Ok((Step::Leave(Left::ForHome), None)),
                "?" => self.say("plain-help-lesson", &[]),
                line => match letter(line, question.options.len()) {
                    Some(chosen) => {
                        let is_wrong = question.options.get(chosen).is_some_and(|option| !option.right);
                        if let Some(card) = lesson.recall(at).filter(|_| is_wrong) {
                            let mut store = self.session.store()?;
                            self.session.saved(store.miss(&card, Session::now()));
                        }
                        return Ok((Step::On, Some(chosen)));
                    }
                    None => self.command(line),
                },
            }
        }
    }

    fn explain(&mut self, question: &Question, chosen: usize) {
        let Some(Choice { right, why, .. }) = question.options.get(chosen) else { return };
        self.say(if *right { "plain-right" } else { "plain-wrong" }, &[("why", why.as_str().into())]);
        if !right {
            for (letter, option) in ('a'..).zip(&question.options).filter(|(_, option)| option.right) {
                self.line(&format!("{letter}. {}: {}", option.says, option.why));
            }
        }
    }

    /// The card of an exercise.
    fn card(&mut self, slug: &Slug) -> Result<Step, Fail> {
        let lang = self.session.lang();
        let card = self.session.course()?.catalog().exercise(slug.as_str());
        let Some(title) = card.map(|(_, card)| Safe::line(card.title.get(lang)).into_string()) else {
            return Ok(Step::On);
        };
        self.say("plain-card", &[("title", title.into())]);
        loop {
            match self.ask("plain-ask-card").as_deref() {
                None => return Ok(Step::Leave(Left::ForGood)),
                Some("") => return Ok(Step::On),
                Some("o") => return Ok(Step::Leave(Left::For(Thing::Exercise(slug.clone())))),
                Some("q") => return Ok(Step::Leave(Left::ForHome)),
                Some("?") => self.say("plain-help-lesson", &[]),
                Some(line) => self.command(line),
            }
        }
    }
}

/// Where the section before the one at `at` begins.
fn section_before(lesson: &Lesson, at: usize) -> usize {
    let heading = |at: &usize| matches!(lesson.blocks.get(*at), Some(course::Block::Heading { level: 2, .. }));
    (0..at).rev().find(heading).unwrap_or(0)
}

/// An option by its letter.
fn letter(line: &str, options: usize) -> Option<usize> {
    let mut letters = line.chars();
    let (Some(letter), None) = (letters.next(), letters.next()) else { return None };
    let at = u32::from(letter.to_ascii_lowercase()).checked_sub(u32::from('a'))?;
    usize::try_from(at).ok().filter(|at| *at < options)
}
