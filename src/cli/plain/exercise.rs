//! An exercise in the dialogue: the task, one's answer by any editor or line by line, the verdict.

use std::process::Command;

use super::{Dialogue, Left, Thing, say};
use crate::base::{Safe, Slug};
use crate::cli::fail::Fail;
use crate::course::{Exercise, ExerciseText};
use crate::tui::run_block;

/// What ends an answer that is written line by line.
const END: &str = ".";

impl Dialogue<'_> {
    /// Says the task and takes what its reader wants done, until they leave or have passed.
    pub(super) fn exercise(&mut self, slug: &Slug) -> Result<Left, Fail> {
        let content = |problems| Fail::content(&self.session.strings, &problems);
        let course = self.session.course()?;
        let exercise = course.exercise(slug).map_err(content)?;
        let text = course.text(slug, self.session.lang()).map_err(content)?;
        let answers = self.session.answers()?;
        answers.begin(slug, &exercise.starter).map_err(|fault| Fail::file(&self.session.strings, &fault))?;
        self.task(&exercise, &text)?;
        let folder = answers.folder(slug).display().to_string();
        let files = exercise.files.join(", ");
        self.say("plain-files", &[("files", files.into()), ("folder", folder.into())]);
        loop {
            let Some(line) = self.ask("plain-ask-exercise") else { return Ok(Left::ForGood) };
            let words: Vec<&str> = line.split_whitespace().collect();
            match words.as_slice() {
                [] | ["check"] => {
                    self.does(&["check", slug.as_str()]);
                    if self.passed(slug)? {
                        for line in say::blocks(&text.after, &self.session.strings) {
                            self.line(&line);
                        }
                        return self.offer(&Thing::Exercise(slug.clone()));
                    }
                }
                ["q"] => return Ok(Left::ForHome),
                ["?"] => self.say("plain-help-exercise", &[]),
                ["task"] => self.task(&exercise, &text)?,
                ["hint"] => self.does(&["hint", slug.as_str(), "--next"]),
                ["solution"] => self.does(&["solution", slug.as_str()]),
                ["reset"] => self.does(&["reset", slug.as_str()]),
                ["show"] => self.answer(&exercise)?,
                [what @ ("write" | "edit"), name @ ..] => match file(&exercise, name) {
                    Some(file) if *what == "write" => self.write(slug, &file)?,
                    Some(file) => self.edit(slug, &file)?,
                    None => self.say("plain-which-file", &[("files", exercise.files.join(", ").into())]),
                },
                _ => self.command(&line),
            }
        }
    }

    fn task(&mut self, exercise: &Exercise, text: &ExerciseText) -> Result<(), Fail> {
        let title = Safe::line(&text.title).into_string();
        self.line("");
        self.say("plain-exercise", &[("title", title.into()), ("minutes", i64::from(exercise.minutes).into())]);
        for line in say::blocks(&text.task, &self.session.strings) {
            self.line(&line);
        }
        self.given(exercise)?;
        for line in say::blocks(&text.file_blocks(exercise), &self.session.strings) {
            self.line(&line);
        }
        self.say("plain-checks", &[]);
        for (name, says) in &text.checks {
            self.line(&format!("{name}: {says}"));
        }
        Ok(())
    }

    /// The rows that the exercise shows.
    fn given(&mut self, exercise: &Exercise) -> Result<(), Fail> {
        let Some(job) = run_block::given_job(exercise) else { return Ok(()) };
        // A pack whose rows cannot be made is found by `pack verify`; the task is read without.
        let Ok(done) = self.judge()?.run(&job, &crate::grade::worker::Cancel::new()) else { return Ok(()) };
        for table in run_block::given(&done, exercise) {
            self.say("plain-given", &[("table", table.name.as_str().into()), ("n", table.rows.len().into())]);
            for row in &table.rows {
                let cells = table.columns.iter().zip(row).map(|(column, value)| format!("{column}: {value}"));
                self.line(&cells.collect::<Vec<_>>().join("; "));
            }
        }
        Ok(())
    }

    /// Says one's answer, its lines numbered.
    fn answer(&mut self, exercise: &Exercise) -> Result<(), Fail> {
        let answers = self.session.answers()?;
        for name in &exercise.files {
            let text = answers.file(&exercise.slug, name).map_err(|fault| Fail::file(&self.session.strings, &fault))?;
            self.line(name);
            for (number, line) in (1..).zip(text.unwrap_or_default().lines()) {
                self.line(&format!("{number}: {line}"));
            }
        }
        Ok(())
    }

    /// Takes an answer line by line; nothing is written where the input ends before it does.
    fn write(&mut self, slug: &Slug, file: &str) -> Result<(), Fail> {
        self.say("plain-write", &[("file", file.into())]);
        let mut text = String::new();
        let mut lines = 0_usize;
        loop {
            let Some(line) = self.read() else { return Ok(()) };
            if line == END {
                break;
            }
            lines += 1;
            text.push_str(&line);
            text.push('\n');
        }
        let answers = self.session.answers()?;
        answers.write(slug, file, &text).map_err(|fault| Fail::file(&self.session.strings, &fault))?;
        self.say("plain-written", &[("n", lines.into()), ("file", file.into())]);
        Ok(())
    }

    /// Opens a file in the reader's own editor and waits for its end; no shell is between.
    fn edit(&mut self, slug: &Slug, file: &str) -> Result<(), Fail> {
        let set = |name: &str| std::env::var(name).ok().filter(|value| !value.trim().is_empty());
        let Some(editor) = set("VISUAL").or_else(|| set("EDITOR")) else {
            self.say("plain-no-editor", &[]);
            return Ok(());
        };
        self.session.out.flush();
        let mut words = editor.split_whitespace();
        let path = self.session.answers()?.folder(slug).join(file);
        let ran = Command::new(words.next().unwrap_or_default()).args(words).arg(path).status();
        ran.map(drop).map_err(|error| Fail::system(&self.session.strings, &editor, &error))
    }

    fn passed(&self, slug: &Slug) -> Result<bool, Fail> {
        let mark = self.session.look().mark(slug);
        mark.map(|mark| mark.passed()).map_err(|fault| Fail::store(&self.session.strings, &fault))
    }
}

/// The file that is named, or the only one.
fn file(exercise: &Exercise, words: &[&str]) -> Option<String> {
    match (words, exercise.files.as_slice()) {
        ([], [only]) => Some(only.clone()),
        ([name], files) => files.iter().find(|file| file == name).cloned(),
        _ => None,
    }
}
