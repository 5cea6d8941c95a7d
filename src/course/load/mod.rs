//! From an exercise's folder to an [`Exercise`]: the form is refused by serde with line and column, the rest here.

mod answers;
mod checks;
mod files;
mod resolve;
mod scripts;
mod sim;
mod sql;

use indexmap::IndexMap;
use serde::Deserialize;
use serde::de::IgnoredAny;

pub(super) use files::folders;

use super::contents::format_is_known;
use super::exercise::{ManifestLines, Task};
use super::pack::Pack;
use super::{Doc, Exercise, Memory, Problem, Problems};
use crate::base::Slug;

/// `exercise.toml` but for its checks, which are read one by one.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Raw {
    format: u32,
    slug: Slug,
    difficulty: u8,
    minutes: u16,
    concepts: Vec<String>,
    #[serde(default)]
    requires: Vec<Slug>,
    #[serde(default)]
    was: Vec<Slug>,
    files: Vec<String>,
    task: Task,
    #[expect(dead_code, reason = "named, so that it is no unknown field")]
    checks: IgnoredAny,
    #[serde(default)]
    points: IndexMap<String, u32>,
    #[serde(default)]
    wrong: IndexMap<String, Vec<String>>,
}

impl Exercise {
    /// An exercise of a folder's files alone, by path in it, without a pack around: for tests and tools.
    ///
    /// # Errors
    /// As when it is loaded from a pack.
    pub fn from_files<'a>(slug: &Slug, files: impl IntoIterator<Item = (&'a str, &'a str)>) -> Result<Self, Problems> {
        let folder = format!("exercises/01-test/{slug}");
        let mut source = Memory::default();
        for (path, text) in files {
            source.put(&format!("{folder}/{path}"), text);
        }
        let chapter = Slug::new("test").expect("`test` is a slug");
        exercise(&Pack::bare(Box::new(source)), &folder, &chapter)
    }
}

/// Loads the exercise in a folder of a pack.
pub(super) fn exercise(pack: &Pack, folder: &str, chapter: &Slug) -> Result<Exercise, Problems> {
    let file = format!("{folder}/exercise.toml");
    let text = pack.text(&file)?;
    let doc = Doc::parse(&file, &text, 0)?;
    let raw: Raw = doc.read()?;
    format_is_known(&doc, raw.format)?;

    let mut problems = Vec::new();
    let mut checks = checks::read(&doc, &raw.task, &mut problems);
    for (name, points) in &raw.points {
        match checks.get_mut(name) {
            Some(check) => check.points = *points,
            None => problems.push(doc.at_key(&["points", name], no_such_check(name, checks.keys()))),
        }
    }
    let found = files::read(pack, folder, &raw.files, &doc, &mut problems);
    resolve::common(&raw, &doc, &checks, &mut problems);
    resolve::task(&doc, &raw.files, &found, &raw.task, &checks, &mut problems);
    let lines = ManifestLines {
        checks: checks.keys().map(|name| (name.clone(), doc.line_of(&["checks", name]))).collect(),
        wrong: raw.wrong.keys().map(|name| (name.clone(), doc.line_of(&["wrong", name]))).collect(),
    };
    let exercise = Exercise {
        slug: raw.slug,
        chapter: chapter.clone(),
        folder: folder.to_owned(),
        difficulty: raw.difficulty,
        minutes: raw.minutes,
        concepts: raw.concepts,
        requires: raw.requires,
        was: raw.was,
        files: raw.files,
        task: raw.task,
        checks,
        wrong: raw.wrong,
        alternatives: found.alternatives,
        support: found.support,
        solution: found.solution,
        starter: found.starter,
        digest: found.digest,
        lines,
    };
    if problems.is_empty() { Ok(exercise) } else { Err(Problems(problems)) }
}

fn no_such_check<'a>(name: &str, checks: impl Iterator<Item = &'a String>) -> Problem {
    let names: Vec<&str> = checks.map(String::as_str).collect();
    Problem::new("pack-no-such-check").with("name", name).with("allowed", names.join(", "))
}
