//! Concepts: the inventory that the content covers, the glossary, the tags of cards.

use indexmap::IndexMap;
use serde::Deserialize;

use super::contents::format_is_known;
use super::pack::Pack;
use super::{Doc, Problem};
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

/// Where concepts are listed.
pub(super) const FILE: &str = "lessons/concepts.toml";

/// `concepts.toml`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Raw {
    format: u32,
    concepts: IndexMap<String, RawConcept>,
}

/// Languages are fields of a concept beside these two, so what is no language is refused by `Lang`.
#[derive(Deserialize)]
struct RawConcept {
    home: Slug,
    #[serde(default)]
    practise: bool,
    #[serde(flatten)]
    texts: IndexMap<Lang, ConceptText>,
}

/// The concepts of a pack; none where it has no `concepts.toml`.
pub(super) fn load(pack: &Pack) -> Result<Concepts, Problem> {
    if !pack.has(FILE) {
        return Ok(Concepts::default());
    }
    let text = pack.text(FILE)?;
    let doc = Doc::parse(FILE, &text, 0)?;
    let raw: Raw = doc.read()?;
    format_is_known(&doc, raw.format)?;
    let concept = |raw: RawConcept| Concept { home: raw.home, practise: raw.practise, texts: raw.texts };
    Ok(Concepts(raw.concepts.into_iter().map(|(id, raw)| (id, concept(raw))).collect()))
}
