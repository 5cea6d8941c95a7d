//! Problems of packs in words.

use super::Problem;
use crate::base::{Arg, Safe, Strings};

impl Problem {
    /// What is wrong and what to do, on one line.
    #[must_use]
    pub fn message(&self, strings: &Strings) -> String {
        self.told(strings).replace('\n', " ")
    }

    /// What is wrong, and on a line of its own what to do.
    #[must_use]
    pub fn told(&self, strings: &Strings) -> String {
        let word = |name: &str, value: &str| match name {
            "found" if self.code == WRONG_TYPE => found(value, strings),
            "wanted" if self.code == WRONG_TYPE => wanted(value, strings),
            _ => Safe::line(value).into_string(),
        };
        let args: Vec<(&str, Arg)> =
            self.args.iter().map(|(name, value)| (*name, Arg::Text(word(name, value)))).collect();
        strings.with(self.code, &args)
    }
}

/// The one problem whose values are serde's words.
const WRONG_TYPE: &str = "pack-wrong-type";

/// What serde found, in the reader's words; its own where they are none of the common ones.
fn found(said: &str, strings: &Strings) -> String {
    let cases = [
        ("string ", "text"),
        ("integer ", "number"),
        ("floating point ", "number"),
        ("boolean ", "truth"),
        ("sequence", "list"),
        ("map", "table"),
    ];
    let known = cases.into_iter().find_map(|(start, kind)| Some((kind, said.strip_prefix(start)?)));
    let (kind, value) = known.unwrap_or(("other", said));
    named("pack-found", kind, value.trim_matches('`'), strings)
}

/// What serde wanted.
fn wanted(said: &str, strings: &Strings) -> String {
    let kind = match said {
        "a string" | "str" => "text",
        "u8" | "u16" | "u32" | "u64" | "usize" | "i8" | "i16" | "i32" | "i64" | "isize" => "whole",
        "f32" | "f64" => "number",
        "a boolean" | "bool" => "truth",
        "a sequence" => "list",
        "a map" | "a table" => "table",
        _ if said.starts_with("struct ") => "table",
        _ => "other",
    };
    named("pack-wanted", kind, said, strings)
}

fn named(id: &str, kind: &str, value: &str, strings: &Strings) -> String {
    strings.with(id, &[("kind", kind.into()), ("value", Safe::line(value).into_string().into())])
}

#[cfg(test)]
mod tests {
    use crate::base::{Strings, languages};
    use crate::course::{Doc, Problem};

    #[derive(Debug, serde::Deserialize)]
    #[serde(deny_unknown_fields)]
    #[expect(dead_code, reason = "only what does not fit it is of interest")]
    struct Form {
        name: String,
        count: u16,
        on: Option<bool>,
        list: Option<Vec<String>>,
        table: Option<Box<Form>>,
    }

    #[test]
    fn what_serde_and_toml_say_has_words_in_every_language() {
        for (text, english) in [
            ("name = 1\ncount = 2", "This is the number 1 where a text is wanted. Write a text."),
            ("name = 'x'\ncount = 'y'", "This is the text \"y\" where a whole number is wanted. Write a whole number."),
            ("name = 'x'\ncount = -1", "This is the number -1 where a whole number is wanted. Write a whole number."),
            (
                "name = 'x'\ncount = 1\non = 2",
                "This is the number 2 where true or false is wanted. Write true or false.",
            ),
            ("name = 'x'\ncount = 1\nlist = {}", "This is a table where a list is wanted. Write a list."),
            ("name = 'x'\ncount = 1\ntable = true", "This is true where a table is wanted. Write a table."),
            ("name = 'x'", "“count” is missing. Add it."),
            ("name = 'x'\ncont = 1", "There is no field “cont” here. There are: name, count, on, list, table."),
            ("name = 'x'\nname = 'y'", "This key is there twice. Take one out, or put both into one."),
        ] {
            let read = |text| Doc::parse("a.toml", text, 0)?.read::<Form>();
            let problem = read(text).expect_err("it does not fit");
            let mut all = languages().into_iter().map(|lang| problem.message(&Strings::new(&lang)));
            assert_eq!(all.next().as_deref(), Some(english), "{text}");
            for other in all {
                assert!(!["where", "wanted", "struct", "{$"].iter().any(|word| other.contains(word)), "{other}");
            }
        }
    }

    #[test]
    fn every_problem_says_what_to_do() {
        let ids =
            include_str!("../../assets/strings/en.ftl").lines().filter_map(|line| line.split_once(" =")?.0.into());
        let codes: Vec<&'static str> = ids
            .filter(|id: &&str| id.starts_with("pack-") || id.starts_with("verify-"))
            .filter(|id| !["pack-found", "pack-wanted"].contains(id))
            .collect();
        assert!(codes.len() > 100, "{codes:?}");
        for lang in languages() {
            let strings = Strings::new(&lang);
            for code in &codes {
                let told = Problem::new(code).told(&strings);
                assert_eq!(told.lines().count(), 2, "{lang}: {code}: {told}");
            }
        }
    }
}
