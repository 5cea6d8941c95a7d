//! `--plain`: the whole course as a dialogue of lines, for screen readers and for terminals that can do nothing else.
//!
//! Everything is said once, in order, each paragraph in one line; nothing is drawn, moved or coloured by place. One line is
//! asked for at a time. Whatever is no word of the dialogue is taken for a command of the shell, so that everything that
//! those can do can be done from here.

mod exercise;
mod lesson;
mod say;

use std::io::{BufRead as _, IsTerminal as _};

use clap::Parser as _;

use super::args::Args;
use super::fail::{Done, Fail, Verdict};
use super::session::Session;
use crate::base::{Arg, Safe, Slug};
use crate::course::Catalog;
use crate::grade::Judge;
use crate::grade::story::Story;
use crate::grade::worker::Cancel;
use crate::progress::Marks;
use crate::tui::layout::Role;
use crate::tui::story::Played;
use crate::tui::{Block, run_block};

/// Runs the dialogue until its reader leaves or the input ends.
pub(super) fn run(session: &mut Session) -> Done {
    let mut dialogue = Dialogue { session, judge: None };
    dialogue.say("plain-welcome", &[]);
    dialogue.home()
}

/// One reader and what is said to them.
struct Dialogue<'s> {
    session: &'s mut Session,
    /// Runs the blocks of lessons; started with the first.
    judge: Option<Judge>,
}

/// What a lesson or an exercise was left for.
enum Left {
    /// The list.
    ForHome,
    /// Something else.
    For(Thing),
    /// The shell.
    ForGood,
}

/// What the list holds.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Thing {
    Lesson(Slug),
    Exercise(Slug),
}

impl Thing {
    fn slug(&self) -> &Slug {
        match self {
            Self::Lesson(slug) | Self::Exercise(slug) => slug,
        }
    }
}

impl Dialogue<'_> {
    fn home(&mut self) -> Done {
        let mut next = None;
        self.list()?;
        loop {
            let thing = match next.take() {
                Some(thing) => thing,
                None => match self.choose()? {
                    Some(thing) => thing,
                    None => return Ok(Verdict::Fine),
                },
            };
            let left = match thing {
                Thing::Lesson(slug) => self.lesson(&slug),
                Thing::Exercise(slug) => self.exercise(&slug),
            };
            match left {
                Ok(Left::ForHome) => self.back_at_the_list()?,
                Ok(Left::For(thing)) => next = Some(thing),
                Ok(Left::ForGood) => return Ok(Verdict::Fine),
                Err(fail) => self.session.complain(&fail),
            }
        }
    }

    /// Asks at the list until something is chosen; none to leave.
    fn choose(&mut self) -> Result<Option<Thing>, Fail> {
        loop {
            let Some(line) = self.ask("plain-ask-home") else { return Ok(None) };
            let things = things(self.session.course()?.catalog());
            match line.as_str() {
                "" => match self.first_undone()? {
                    Some(thing) => return Ok(Some(thing)),
                    None => self.say("plain-all-done", &[]),
                },
                "q" => return Ok(None),
                "?" => self.say("plain-help-home", &[]),
                "l" => self.list()?,
                line => match line.parse::<usize>().map(|number| things.get(number.wrapping_sub(1))) {
                    Ok(Some(thing)) => return Ok(Some(thing.clone())),
                    Ok(None) => self.say("plain-no-such-number", &[("n", things.len().into())]),
                    Err(_) => match things.iter().find(|thing| thing.slug().as_str() == line) {
                        Some(thing) => return Ok(Some(thing.clone())),
                        None => self.command(line),
                    },
                },
            }
        }
    }

    /// Says in a line where one stands; the whole list is heard when it is asked for.
    fn back_at_the_list(&mut self) -> Result<(), Fail> {
        let (done, all) = (self.done()?.len(), things(self.session.course()?.catalog()).len());
        let next = self.first_undone()?.map(|thing| self.title(&thing)).transpose()?;
        self.line("");
        match next {
            Some(title) => {
                self.say("plain-back", &[("done", done.into()), ("all", all.into()), ("title", title.into())]);
            }
            None => self.say("plain-all-done", &[]),
        }
        Ok(())
    }

    /// A thing's title in the language in force.
    fn title(&self, thing: &Thing) -> Result<String, Fail> {
        let catalog = self.session.course()?.catalog();
        let lang = self.session.lang();
        let title = match thing {
            Thing::Lesson(slug) => catalog.lesson(slug.as_str()).map(|(_, card)| card.title.get(lang)),
            Thing::Exercise(slug) => catalog.exercise(slug.as_str()).map(|(_, card)| card.title.get(lang)),
        };
        Ok(Safe::line(title.unwrap_or_default()).into_string())
    }

    /// Says what there is, numbered through the book.
    fn list(&mut self) -> Result<(), Fail> {
        let lang = self.session.lang().clone();
        let done = self.done()?;
        let mut lines = Vec::new();
        let strings = &self.session.strings;
        let mut number = 0_usize;
        let mut entry = |kind: &str, title: &str, minutes: u16, thing: &Thing| {
            number += 1;
            let state = if done.contains(thing) { "done" } else { "open" };
            let title = Safe::line(title).into_string();
            let args: [(&str, Arg); 5] = [
                ("n", number.into()),
                ("kind", kind.into()),
                ("title", title.into()),
                ("minutes", i64::from(minutes).into()),
                ("state", state.into()),
            ];
            strings.with("plain-entry", &args)
        };
        for chapter in &self.session.course()?.catalog().chapters {
            let title = Safe::line(chapter.title.get(&lang)).into_string();
            let args: [(&str, Arg); 2] = [("n", i64::from(chapter.order).into()), ("title", title.into())];
            lines.push(String::new());
            lines.push(strings.with("plain-chapter", &args));
            for card in &chapter.lessons {
                let thing = Thing::Lesson(card.slug.clone());
                lines.push(entry("lesson", card.title.get(&lang), card.minutes, &thing));
            }
            for card in &chapter.exercises {
                let thing = Thing::Exercise(card.slug.clone());
                lines.push(entry("exercise", card.title.get(&lang), card.minutes, &thing));
            }
        }
        lines.push(String::new());
        for line in &lines {
            self.line(line);
        }
        Ok(())
    }

    /// What was read to its end or passed.
    fn done(&self) -> Result<Vec<Thing>, Fail> {
        let store = self.session.look();
        let fault = |fault| Fail::store(&self.session.strings, &fault);
        let read = store.read_lessons().map_err(fault)?;
        let marks: Marks = store.marks().map_err(fault)?;
        let catalog = self.session.course()?.catalog();
        let passed = |slug: &Slug| {
            let was = catalog.exercise(slug.as_str()).map_or(&[][..], |(_, card)| &card.was);
            marks.of(slug, was).is_some_and(crate::progress::Mark::passed)
        };
        let is_done = |thing: &Thing| match thing {
            Thing::Lesson(slug) => read.contains_key(slug),
            Thing::Exercise(slug) => passed(slug),
        };
        Ok(things(catalog).into_iter().filter(is_done).collect())
    }

    fn first_undone(&self) -> Result<Option<Thing>, Fail> {
        let done = self.done()?;
        Ok(things(self.session.course()?.catalog()).into_iter().find(|thing| !done.contains(thing)))
    }

    /// What comes after a thing in the book and is not done.
    fn after(&self, thing: &Thing) -> Result<Option<Thing>, Fail> {
        let done = self.done()?;
        let all = things(self.session.course()?.catalog());
        let at = all.iter().position(|other| other == thing).map_or(0, |at| at + 1);
        Ok(all[at..].iter().chain(&all[..at]).find(|other| *other != thing && !done.contains(other)).cloned())
    }

    /// Does a command as the shell does.
    fn command(&mut self, line: &str) {
        let words = std::iter::once("sagabook").chain(line.split_whitespace());
        match Args::try_parse_from(words) {
            Ok(Args { command: Some(command), .. }) => {
                let done = self.session.run(Some(command));
                if let Err(fail) = done {
                    self.session.complain(&fail);
                }
            }
            Ok(Args { command: None, .. }) => {}
            Err(error) if error.exit_code() == 0 => self.line(error.to_string().trim_end()),
            Err(_) => self.say("plain-not-understood", &[("line", Safe::line(line).into_string().into())]),
        }
    }

    /// Does a command whose words the dialogue knows.
    fn does(&mut self, words: &[&str]) {
        self.command(&words.join(" "));
    }

    /// Asks for a line; none where the input has ended.
    fn ask(&mut self, prompt: &str) -> Option<String> {
        let prompt = self.session.text(prompt);
        self.session.out.raw(&format!("{prompt} "));
        self.read().map(|line| line.trim().to_owned())
    }

    /// The next line as it is, without its end.
    fn read(&mut self) -> Option<String> {
        self.session.out.flush();
        let mut line = Vec::new();
        let read = std::io::stdin().lock().read_until(b'\n', &mut line).unwrap_or(0);
        if read == 0 || self.session.out.is_closed() {
            self.session.out.raw("\n");
            return None;
        }
        // A terminal has shown the end of the line; in a transcript it is put there.
        if !std::io::stdin().is_terminal() {
            self.session.out.raw("\n");
        }
        let text = String::from_utf8_lossy(&line);
        Some(text.trim_end_matches(['\n', '\r']).to_owned())
    }

    fn say(&mut self, id: &str, args: &[(&str, Arg)]) {
        let words = self.session.strings.with(id, args);
        self.line(&words);
    }

    /// Writes a text, made harmless, line by line.
    fn line(&mut self, text: &str) {
        for line in text.split('\n') {
            self.session.out.line(Role::Text, line);
        }
    }

    /// Runs a block of a lesson and says what came.
    fn runs(&mut self, block: &Block) -> Result<(), Fail> {
        let shown = match (block, run_block::job(block)) {
            (_, Some(job)) => {
                let ran = self.judge()?.run(&job, &Cancel::new());
                let strings = &self.session.strings;
                match ran {
                    Ok(done) => run_block::shown(&done, strings),
                    Err(gone) => run_block::gone(&gone, strings),
                }
            }
            (Block::Play(play), None) => {
                let lang = self.session.lang().clone();
                self.judge()?;
                let (course, judge) = (self.session.course()?, self.judge.as_mut());
                let judge = judge.expect("it was started above");
                let played = Story::play(course, play, &lang, judge, &Cancel::new());
                run_block::told(played.map(Played::whole), &self.session.strings)
            }
            (Block::Sql { .. } | Block::Js(_), None) => return Ok(()),
        };
        let strings = &self.session.strings;
        for line in say::shown(&shown, strings) {
            self.line(&line);
        }
        Ok(())
    }

    fn judge(&mut self) -> Result<&mut Judge, Fail> {
        if self.judge.is_none() {
            let judge = Judge::new().map_err(|error| Fail::system(&self.session.strings, "sagabook", &error))?;
            self.judge = Some(judge);
        }
        Ok(self.judge.as_mut().expect("it was started above"))
    }
}

/// Lessons and exercises in the order of the book.
fn things(catalog: &Catalog) -> Vec<Thing> {
    catalog
        .chapters
        .iter()
        .flat_map(|chapter| {
            let lessons = chapter.lessons.iter().map(|card| Thing::Lesson(card.slug.clone()));
            lessons.chain(chapter.exercises.iter().map(|card| Thing::Exercise(card.slug.clone())))
        })
        .collect()
}
