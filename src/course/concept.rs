//! Concepts: the inventory that the content covers, the glossary, the tags of cards. Also compiled into `build.rs`.

use indexmap::IndexMap;
use serde::de::IgnoredAny;
use serde::{Deserialize, Serialize};

use super::contents::format_is_known;
use super::source::Unread;
use super::{Doc, Problem, Source};
use crate::base::{Lang, Slug};

/// All concepts by id, in the order of `concepts.toml`.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Concepts(pub IndexMap<String, Concept>);

/// One concept: `[concepts."intro.acid"]` with `home`, `practise` and a table per language.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Concept {
    /// The lesson that teaches it.
    pub home: Slug,
    /// Whether an exercise must practise it once its chapter is complete.
    pub practise: bool,
    /// Name and definition by language: `en = { name = "…", is = "…" }`.
    pub texts: IndexMap<Lang, ConceptText>,
}

/// A concept in one language.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ConceptText {
    /// What it is called.
    pub name: String,
    /// What it is, in one line.
    pub is: String,
}

/// Where concepts are listed.
pub(super) const FILE: &str = "lessons/concepts.toml";

/// `concepts.toml`, and one concept of it without its languages, which are read one by one so that a slip in one has its
/// place.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Raw {
    format: u32,
    #[expect(dead_code, reason = "named, so that it is no unknown field")]
    concepts: IgnoredAny,
}

#[derive(Deserialize)]
struct RawConcept {
    home: Slug,
    #[serde(default)]
    practise: bool,
}

/// The concepts of a pack; none where it has no `concepts.toml`.
pub(super) fn load(source: &dyn Source) -> Result<Concepts, Problem> {
    let mut concepts = Concepts::default();
    let text = match source.text(FILE) {
        Ok(text) => text,
        Err(Unread::Missing) => return Ok(concepts),
        Err(unread) => return Err(unread.problem(FILE)),
    };
    let doc = Doc::parse(FILE, &text, 0)?;
    let raw: Raw = doc.read()?;
    format_is_known(&doc, raw.format)?;
    for id in doc.keys(&["concepts"])? {
        let at = ["concepts", id];
        let RawConcept { home, practise } = doc.read_at(&at)?;
        let mut texts = IndexMap::new();
        for key in doc.keys(&at)?.filter(|key| !matches!(*key, "home" | "practise")) {
            let at = [at[0], at[1], key];
            let lang = Lang::new(key).ok_or_else(|| {
                let problem = Problem::new("pack-unknown-field").with("field", key);
                doc.at_key(&at, problem.with("allowed", "home, practise, en, ko, …"))
            })?;
            texts.insert(lang, doc.read_at(&at)?);
        }
        concepts.0.insert(id.to_owned(), Concept { home, practise, texts });
    }
    Ok(concepts)
}
