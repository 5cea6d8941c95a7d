//! Concepts: the inventory that the content covers, the glossary, the tags of cards.

use indexmap::IndexMap;
use serde::Deserialize;

use crate::base::{Lang, Slug};

/// All concepts by id, in the order of `concepts.toml`.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Concepts(pub IndexMap<String, Concept>);

/// One concept: `[concepts."intro.acid"]` with `home`, `practise` and a table per language.
#[derive(Debug, Clone, PartialEq)]
pub struct Concept {
    /// The lesson that teaches it.
    pub home: Slug,
    /// Whether an exercise must practise it once its chapter is complete.
    pub practise: bool,
    /// Name and definition by language: `en = { name = "…", is = "…" }`.
    pub texts: IndexMap<Lang, ConceptText>,
}

/// A concept in one language.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ConceptText {
    /// What it is called.
    pub name: String,
    /// What it is, in one line.
    pub is: String,
}
