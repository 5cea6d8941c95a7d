//! A lesson's front matter: TOML between two lines `+++`. Also compiled into `build.rs`.

use serde::Deserialize;

use super::{Doc, Problem};
use crate::base::Slug;

/// What stands before a lesson's text.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Front {
    /// 1.
    pub format: u32,
    /// Permanent id.
    pub id: Slug,
    /// The title in the file's language.
    pub title: String,
    /// Minutes to read.
    pub minutes: u16,
    /// Concepts taught.
    pub concepts: Vec<String>,
    /// What to do first.
    #[serde(default)]
    pub requires: Vec<Slug>,
    /// Former ids.
    #[serde(default)]
    pub was: Vec<Slug>,
}

impl Front {
    /// The front matter of a lesson's file.
    ///
    /// # Errors
    /// There is none, or it is no [`Front`].
    pub(super) fn parse(file: &str, text: &str) -> Result<Self, Problem> {
        let (toml, _) = split(file, text)?;
        let front: Self = Doc::parse(file, toml, 1)?.read()?;
        Ok(front)
    }
}

/// The front matter's TOML, which begins on line 2, and the byte at which the text after it begins.
///
/// # Errors
/// The file does not begin with a closed front matter.
pub(super) fn split<'a>(file: &str, text: &'a str) -> Result<(&'a str, usize), Problem> {
    const FENCE: &str = "+++";
    let missing = || Problem::new("pack-no-front-matter").at(file, 1, 1);
    let inner = text.strip_prefix("+++\n").ok_or_else(missing)?;
    let end = if inner.starts_with(FENCE) { 0 } else { inner.find("\n+++").ok_or_else(missing)? + 1 };
    let rest = &inner[end + FENCE.len()..];
    if !rest.is_empty() && !rest.starts_with('\n') {
        return Err(missing());
    }
    Ok((&inner[..end], text.len() - rest.len() + usize::from(!rest.is_empty())))
}
