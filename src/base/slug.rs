//! Ids of lessons, exercises, chapters, checks and files' stems.

use std::borrow::Borrow;
use std::fmt;

use serde::{Deserialize, Deserializer, Serialize};

/// A permanent id: lower-case ASCII letters, digits and single hyphens, beginning with a letter; 64 bytes at most.
///
/// ```
/// use sagabook::base::Slug;
/// assert!(Slug::new("first-query").is_ok());
/// assert!(Slug::new("First Query").is_err());
/// ```
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(transparent)]
pub struct Slug(String);

/// Why a text is no [`Slug`].
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is no id: use lower-case letters, digits and single hyphens, beginning with a letter, 64 at most")]
pub struct NotASlug(pub String);

impl Slug {
    /// Checks `text` and wraps it.
    ///
    /// # Errors
    /// [`NotASlug`] where a character or the length is not allowed.
    pub fn new(text: impl Into<String>) -> Result<Self, NotASlug> {
        let text = text.into();
        let ok = text.len() <= 64
            && text.starts_with(|c: char| c.is_ascii_lowercase())
            && !text.ends_with('-')
            && !text.contains("--")
            && text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
        if ok { Ok(Self(text)) } else { Err(NotASlug(text)) }
    }

    /// The id as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Slug {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

impl fmt::Debug for Slug {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.0, f)
    }
}

impl Borrow<str> for Slug {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl AsRef<str> for Slug {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

impl<'de> Deserialize<'de> for Slug {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        Self::new(String::deserialize(from)?).map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::Slug;

    #[test]
    fn slugs_are_strict() {
        for good in ["a", "first-query", "x2", "a-1"] {
            assert!(Slug::new(good).is_ok(), "{good}");
        }
        for bad in ["", "-a", "a-", "a--b", "A", "1a", "a_b", "a.b", "한글", "a/b", ".."] {
            assert!(Slug::new(bad).is_err(), "{bad}");
        }
        assert!(Slug::new("a".repeat(65)).is_err());
    }
}
