//! An exercise's texts in one language: `text.LANG.toml`, `task.LANG.md`, `after.LANG.md`.

use indexmap::IndexMap;

use super::contents::format_is_known;
use super::markdown::{self, Kind};
use super::pack::Pack;
use super::{Block, Doc, Exercise, ExerciseCard, Inline, Problem, Problems};
use crate::base::Lang;

/// The texts of an exercise.
#[derive(Debug, Clone, PartialEq)]
pub struct ExerciseText {
    /// The language of these texts.
    pub lang: Lang,
    /// The title.
    pub title: String,
    /// Three hints, from a nudge to nearly the answer.
    pub hints: Vec<String>,
    /// A sentence per check.
    pub checks: IndexMap<String, String>,
    /// Why each wrong answer tempts.
    pub wrong: IndexMap<String, String>,
    /// Texts of options by check (quiz): what it says and why it is right or wrong.
    pub options: IndexMap<String, IndexMap<String, OptionText>>,
    /// Words for ids of a design's sets, keys of a match, items of an order: `[labels]`.
    pub labels: IndexMap<String, String>,
    /// The story and what to make true.
    pub task: Vec<Block>,
    /// What has been shown, trade-offs, what production systems do.
    pub after: Vec<Block>,
    /// The Markdown of `task`.
    pub task_source: String,
}

impl ExerciseText {
    /// The files that a learner may read beside the task and not change, by path: those under `given/`, the tables of
    /// services, and what else the task names.
    pub fn files<'e>(&'e self, exercise: &'e Exercise) -> impl Iterator<Item = (&'e str, &'e str)> {
        let is_shown = |path: &str| {
            let is_named = || self.task_source.contains(&format!("`{path}`"));
            path.starts_with("given/") || owners(exercise, path).next().is_some() || is_named()
        };
        let all = exercise.support.iter().map(|(path, text)| (path.as_str(), text.as_str()));
        all.filter(move |(path, _)| is_shown(path))
    }

    /// The same as blocks, each under the services that it belongs to and its path.
    #[must_use]
    pub fn file_blocks(&self, exercise: &Exercise) -> Vec<Block> {
        let both = |(path, text): (&str, &str)| {
            let owners =
                owners(exercise, path).flat_map(|owner| [Inline::Code(owner.to_owned()), Inline::Text(": ".into())]);
            let head = owners.chain([Inline::Code(path.to_owned())]).collect();
            let lang = path.rsplit('.').next().unwrap_or_default().to_owned();
            [
                Block::Heading { level: 3, id: String::new(), teach: Vec::new(), text: head },
                Block::Code { lang, text: text.to_owned() },
            ]
        };
        self.files(exercise).flat_map(both).collect()
    }

    /// The task as Markdown, with these files.
    #[must_use]
    pub fn task_with_files(&self, exercise: &Exercise) -> String {
        let mut markdown = self.task_source.trim().to_owned();
        for (path, text) in self.files(exercise) {
            let lang = path.rsplit('.').next().unwrap_or_default();
            let names: Vec<String> = owners(exercise, path).chain([path]).map(|name| format!("`{name}`")).collect();
            markdown.push_str(&format!("\n\n### {}\n\n```{lang}\n{}\n```", names.join(": "), text.trim_end()));
        }
        markdown
    }
}

/// The services that a file of a simulation belongs to.
fn owners<'e>(exercise: &'e Exercise, path: &str) -> impl Iterator<Item = &'e str> {
    exercise.services().filter(move |(_, service)| service.files().any(|file| file == path)).map(|(name, _)| name)
}

/// An option's texts.
#[derive(Debug, Clone, PartialEq, Eq, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OptionText {
    /// What it says.
    pub says: String,
    /// Why it is right or wrong.
    pub why: String,
}

/// `text.LANG.toml`.
#[derive(Debug, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawText {
    pub format: u32,
    pub title: String,
    pub hints: Vec<String>,
    pub checks: IndexMap<String, String>,
    #[serde(default)]
    pub wrong: IndexMap<String, String>,
    #[serde(default)]
    pub options: IndexMap<String, IndexMap<String, OptionText>>,
    #[serde(default)]
    pub labels: IndexMap<String, String>,
}

/// Reads an exercise's texts in a language in which they are there.
pub(super) fn load(pack: &Pack, card: &ExerciseCard, lang: &Lang) -> Result<ExerciseText, Problems> {
    let file = format!("{}/text.{lang}.toml", card.folder);
    let text = pack.text(&file)?;
    let doc = Doc::parse(&file, &text, 0)?;
    let raw: RawText = doc.read()?;
    format_is_known(&doc, raw.format)?;
    let mut problems = Vec::new();
    if raw.hints.len() != 3 {
        let problem = Problem::new("pack-three-hints").with("count", raw.hints.len());
        problems.push(doc.at_value(&["hints"], problem));
    }
    let mut prose = |name: &str| {
        let file = format!("{}/{name}.{lang}.md", card.folder);
        match pack.text(&file) {
            Ok(text) => {
                let mut parsed = markdown::parse(&file, &text, 0, Kind::Text);
                problems.append(&mut parsed.problems);
                (parsed.blocks, text)
            }
            Err(problem) => {
                problems.push(problem);
                (Vec::new(), String::new())
            }
        }
    };
    let (task, task_source) = prose("task");
    let (after, _) = prose("after");
    if !problems.is_empty() {
        return Err(Problems(problems));
    }
    let RawText { format: _, title, hints, checks, wrong, options, labels } = raw;
    Ok(ExerciseText { lang: lang.clone(), title, hints, checks, wrong, options, labels, task, after, task_source })
}
