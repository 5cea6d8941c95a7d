//! A lesson in one language.

use indexmap::IndexMap;

use super::Block;
use crate::base::{Lang, Slug};

/// A lesson, parsed.
#[derive(Debug, Clone, PartialEq)]
pub struct Lesson {
    /// Permanent id.
    pub slug: Slug,
    /// The language of this text.
    pub lang: Lang,
    /// The title.
    pub title: String,
    /// Minutes to read.
    pub minutes: u16,
    /// Concepts taught.
    pub concepts: Vec<String>,
    /// The text.
    pub blocks: Vec<Block>,
    /// Scripts that make the databases of its `sql run` blocks, by database name.
    pub setup: IndexMap<String, String>,
}
