//! Languages of texts and of the program.

use std::collections::BTreeMap;
use std::fmt;

use serde::{Deserialize, Deserializer, Serialize};

/// A language code of two or three lower-case letters: `en`, `ko`.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(transparent)]
pub struct Lang(String);

impl Lang {
    /// Wraps a code, or nothing where it is no code.
    #[must_use]
    pub fn new(code: &str) -> Option<Self> {
        ((2..=3).contains(&code.len()) && code.bytes().all(|b| b.is_ascii_lowercase())).then(|| Self(code.to_owned()))
    }

    /// The language of a POSIX locale such as `ko_KR.UTF-8`; none for `C` and `POSIX`.
    #[must_use]
    pub fn of_locale(locale: &str) -> Option<Self> {
        Self::new(locale.split(['_', '.', '@', '-']).next()?)
    }

    /// The code.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Lang {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

impl fmt::Debug for Lang {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.0, f)
    }
}

impl<'de> Deserialize<'de> for Lang {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let code = String::deserialize(from)?;
        Self::new(&code).ok_or_else(|| {
            serde::de::Error::custom(format!("`{code}` is no language code: write two lower-case letters"))
        })
    }
}

/// One text in several languages, as in `[title]` tables: `en = "…"`, `ko = "…"`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Translated(pub BTreeMap<Lang, String>);

impl Translated {
    /// The text in `lang`, else in the first language there is, else the empty text.
    #[must_use]
    pub fn get(&self, lang: &Lang) -> &str {
        self.0.get(lang).or_else(|| self.0.values().next()).map_or("", String::as_str)
    }

    /// Whether the text is there in `lang`.
    #[must_use]
    pub fn has(&self, lang: &Lang) -> bool {
        self.0.get(lang).is_some_and(|text| !text.trim().is_empty())
    }
}

#[cfg(test)]
mod tests {
    use super::Lang;

    #[test]
    fn locales_name_languages() {
        for (locale, code) in [
            ("ko_KR.UTF-8", Some("ko")),
            ("en", Some("en")),
            ("C", None),
            ("C.UTF-8", None),
            ("POSIX", None),
            ("", None),
        ] {
            assert_eq!(Lang::of_locale(locale).as_ref().map(Lang::as_str), code, "{locale}");
        }
    }
}
