//! The words of the program in one language, from `assets/strings/*.ftl` (Fluent).

use std::fmt;

use fluent_bundle::{FluentArgs, FluentBundle, FluentResource, FluentValue};

use super::{Lang, particle};

include!(concat!(env!("OUT_DIR"), "/strings.rs"));

/// The user-interface texts of one language, with English behind it for what a language lacks.
pub struct Strings {
    lang: Lang,
    bundle: FluentBundle<FluentResource>,
    fallback: Option<FluentBundle<FluentResource>>,
}

/// One argument of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Arg {
    /// A text, put in as it is: make foreign text [`super::Safe`] first.
    Text(String),
    /// A number; selects plural forms.
    Number(i64),
}

impl From<&str> for Arg {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Arg {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<i64> for Arg {
    fn from(number: i64) -> Self {
        Self::Number(number)
    }
}

impl From<usize> for Arg {
    fn from(number: usize) -> Self {
        Self::Number(i64::try_from(number).unwrap_or(i64::MAX))
    }
}

impl Strings {
    /// The texts of `lang`; English where there are none in it.
    #[must_use]
    pub fn new(lang: &Lang) -> Self {
        let own = source(lang.as_str());
        let english = Lang::new("en").expect("`en` is a language code");
        let lang = if own.is_some() { lang.clone() } else { english };
        let fallback = (lang.as_str() != "en").then(|| bundle("en", source("en").unwrap_or_default()));
        Self { bundle: bundle(lang.as_str(), own.or_else(|| source("en")).unwrap_or_default()), lang, fallback }
    }

    /// The language in force.
    #[must_use]
    pub fn lang(&self) -> &Lang {
        &self.lang
    }

    /// The text with this id; the id itself where it is missing (a test holds that none is).
    #[must_use]
    pub fn get(&self, id: &str) -> String {
        self.with(id, &[])
    }

    /// The text with this id and arguments.
    #[must_use]
    pub fn with(&self, id: &str, args: &[(&str, Arg)]) -> String {
        let mut fluent = FluentArgs::with_capacity(args.len());
        for (name, arg) in args {
            let value = match arg {
                Arg::Text(text) => FluentValue::from(text.as_str()),
                Arg::Number(number) => FluentValue::from(*number),
            };
            fluent.set(*name, value);
        }
        for bundle in std::iter::once(&self.bundle).chain(&self.fallback) {
            if let Some(pattern) = bundle.get_message(id).and_then(|message| message.value()) {
                let text = bundle.format_pattern(pattern, Some(&fluent), &mut Vec::new()).into_owned();
                return if self.lang.as_str() == "ko" { particle::settle(text) } else { text };
            }
        }
        id.to_owned()
    }

    /// Whether there is a text with this id, without falling back.
    #[must_use]
    pub fn has(&self, id: &str) -> bool {
        self.bundle.has_message(id)
    }
}

impl fmt::Debug for Strings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Strings").field("lang", &self.lang).finish_non_exhaustive()
    }
}

/// The languages that the program speaks, English first.
#[must_use]
pub fn languages() -> Vec<Lang> {
    let mut all: Vec<Lang> = STRINGS.iter().filter_map(|(code, _)| Lang::new(code)).collect();
    all.sort_by_key(|lang| (lang.as_str() != "en", lang.clone()));
    all
}

fn source(lang: &str) -> Option<&'static str> {
    STRINGS.iter().find(|(code, _)| *code == lang).map(|(_, text)| *text)
}

fn bundle(lang: &str, text: &str) -> FluentBundle<FluentResource> {
    let id = lang.parse().unwrap_or_default();
    let mut bundle = FluentBundle::new(vec![id]);
    // Isolation marks are for mixed writing directions; a terminal shows them as dirt.
    bundle.set_use_isolating(false);
    // A resource with errors keeps its good messages; `tests/strings` holds that there are no errors.
    let resource = FluentResource::try_new(text.to_owned()).unwrap_or_else(|(resource, _)| resource);
    bundle.add_resource_overriding(resource);
    bundle
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use fluent_bundle::FluentResource;

    use super::{Arg, STRINGS, Strings};
    use crate::base::Lang;

    fn ids(text: &str) -> BTreeSet<String> {
        text.lines()
            .filter(|line| line.starts_with(|c: char| c.is_ascii_lowercase()))
            .filter_map(|line| line.split_once(" =").map(|(id, _)| id.trim().to_owned()))
            .collect()
    }

    #[test]
    fn every_text_is_in_every_language() {
        let english = STRINGS.iter().find(|(code, _)| *code == "en").map(|(_, text)| ids(text)).unwrap_or_default();
        assert!(!english.is_empty());
        for (code, text) in STRINGS {
            if let Err((_, errors)) = FluentResource::try_new((*text).to_owned()) {
                panic!("{code}.ftl: {errors:?}");
            }
            let own = ids(text);
            let missing: Vec<_> = english.symmetric_difference(&own).collect();
            assert!(missing.is_empty(), "{code}.ftl and en.ftl differ in {missing:?}");
        }
    }

    #[test]
    fn plurals_and_fallback() {
        let en = Strings::new(&Lang::new("en").expect("a code"));
        assert_eq!(en.with("unit-minutes", &[("n", Arg::Number(8))]), "8 min");
        let none = Strings::new(&Lang::new("xx").expect("a code"));
        assert_eq!(none.lang().as_str(), "en");
        assert_eq!(none.get("no-such-text"), "no-such-text");
    }
}
