//! An exercise's texts in one language: `text.LANG.toml`, `task.LANG.md`, `after.LANG.md`.

use indexmap::IndexMap;

use super::Block;
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
    /// The Markdown of `task`, for `init`.
    pub task_source: String,
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
