//! Answers that are TOML files, with the place of every entry: what quizzes and designs read.

use std::ops::Range;

use indexmap::IndexMap;
use toml::de::{DeTable, DeValue};

use super::{Code, Finding, NotLoaded, Place, Submission};
use crate::course::toml_fault;

/// More dots than this in a line would nest tables too deep.
const DOTS: usize = 40;

/// One entry of an answer and where it stands.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Entry {
    pub at: Place,
    pub value: Answer,
}

/// What an entry says. An empty text is as good as none.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Answer {
    Text(String),
    Number(f64),
    List(Vec<Entry>),
    Table(IndexMap<String, Entry>),
    /// Something that no question asks for: a date, true, false.
    Other(String),
}

impl Answer {
    /// Whether nothing is answered.
    pub(super) fn is_blank(&self) -> bool {
        match self {
            Self::Text(text) => text.trim().is_empty(),
            Self::List(items) => items.iter().all(|item| item.value.is_blank()),
            Self::Table(entries) => entries.values().all(|entry| entry.value.is_blank()),
            Self::Number(_) | Self::Other(_) => false,
        }
    }

    /// As a finding shows it.
    pub(super) fn shown(&self) -> String {
        match self {
            Self::Text(text) | Self::Other(text) => text.clone(),
            Self::Number(number) => number.to_string(),
            Self::List(items) => {
                format!("[{}]", items.iter().map(|item| item.value.shown()).collect::<Vec<_>>().join(", "))
            }
            Self::Table(entries) => format!("{{ {} }}", entries.keys().cloned().collect::<Vec<_>>().join(", ")),
        }
    }
}

/// Reads the one file of an answer.
pub(super) fn read(submission: &Submission) -> Result<IndexMap<String, Entry>, NotLoaded> {
    let Some((file, text)) = submission.files.first() else { return Ok(IndexMap::new()) };
    parse(file, text).map_err(|finding| NotLoaded::Answer(vec![*finding]))
}

/// Reads a file's entries.
pub(super) fn parse(file: &str, text: &str) -> Result<IndexMap<String, Entry>, Box<Finding>> {
    let lines = Lines {
        file,
        starts: std::iter::once(0).chain(memchr::memchr_iter(b'\n', text.as_bytes()).map(|at| at + 1)).collect(),
        text,
    };
    // Tables within tables are taken apart by recursion; the parser bounds brackets only.
    if let Some(line) = text.lines().position(|line| memchr::memchr_iter(b'.', line.as_bytes()).nth(DOTS).is_some()) {
        let at = lines.place(lines.starts[line]);
        let finding = Finding::new(Code::Syntax)
            .with("file", file)
            .with("how", "dots")
            .with("message", "too many dots in a line");
        return Err(Box::new(finding.at(at)));
    }
    match DeTable::parse(text) {
        Ok(table) => Ok(lines.table(table.get_ref())),
        Err(error) => {
            let at = lines.place(error.span().map_or(0, |span: Range<usize>| span.start));
            let finding = Finding::new(Code::Syntax)
                .with("file", file)
                .with("how", toml_fault(error.message()))
                .with("message", error.message());
            Err(Box::new(finding.at(at)))
        }
    }
}

/// A file's text, and where its lines begin.
struct Lines<'t> {
    file: &'t str,
    text: &'t str,
    starts: Vec<usize>,
}

impl Lines<'_> {
    fn place(&self, offset: usize) -> Place {
        let line = self.starts.partition_point(|start| *start <= offset).max(1);
        let before = self.text.get(self.starts[line - 1]..offset).unwrap_or_default();
        let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        Place { file: self.file.to_owned(), line: count(line), column: count(before.chars().count() + 1) }
    }

    fn table(&self, table: &DeTable<'_>) -> IndexMap<String, Entry> {
        table
            .iter()
            .map(|(key, value)| {
                let entry = Entry { at: self.place(key.span().start), value: self.value(value.get_ref()) };
                (key.get_ref().to_string(), entry)
            })
            .collect()
    }

    fn value(&self, value: &DeValue<'_>) -> Answer {
        match value {
            DeValue::String(text) => Answer::Text(text.to_string()),
            DeValue::Integer(number) => i64::from_str_radix(number.as_str(), number.radix())
                .ok()
                .and_then(|number| number.to_string().parse().ok())
                .map_or_else(|| Answer::Other(number.to_string()), Answer::Number),
            DeValue::Float(number) => {
                number.as_str().parse().map_or_else(|_| Answer::Other(number.to_string()), Answer::Number)
            }
            DeValue::Boolean(yes) => Answer::Other(yes.to_string()),
            DeValue::Datetime(time) => Answer::Other(time.to_string()),
            DeValue::Array(items) => Answer::List(
                items
                    .iter()
                    .map(|item| Entry { at: self.place(item.span().start), value: self.value(item.get_ref()) })
                    .collect(),
            ),
            DeValue::Table(table) => Answer::Table(self.table(table)),
        }
    }
}

/// Entries that nothing asks for: a slip in a name leaves the real entry blank, so it is said.
pub(super) fn unknown<'k>(entries: &IndexMap<String, Entry>, asked: impl Iterator<Item = &'k String>) -> Vec<Finding> {
    let asked: Vec<&str> = asked.map(String::as_str).collect();
    entries
        .iter()
        .filter(|(name, _)| !asked.contains(&name.as_str()))
        .map(|(name, entry)| {
            Finding::new(Code::UnknownEntry)
                .with("entry", name.as_str())
                .with("entries", asked.join(", "))
                .graded(super::Severity::Warning)
                .at(entry.at.clone())
        })
        .take(10)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::{Answer, parse};
    use crate::base::Strings;
    use crate::grade::Code;

    #[test]
    fn entries_know_their_places() {
        let entries = parse("a.toml", "# 한글\none = \"x\"\n\n[two]\n  deep = [1, \"y\"]\n").unwrap();
        let at = |entry: &super::Entry| (entry.at.line, entry.at.column);
        assert_eq!(at(&entries["one"]), (2, 1));
        let Answer::Table(two) = &entries["two"].value else { panic!("a table") };
        assert_eq!(at(&two["deep"]), (5, 3));
        let Answer::List(items) = &two["deep"].value else { panic!("a list") };
        assert_eq!(at(&items[1]), (5, 14));
    }

    #[test]
    fn what_does_not_parse_is_a_finding_with_a_place() {
        let deep = "a.".repeat(500_000) + "b = 1";
        let nested = "a = ".to_owned() + &"[".repeat(1_000_000);
        let inline = "a = ".to_owned() + &"{b = ".repeat(200_000);
        for (text, line) in [
            ("one = ", 1),
            ("one = \"x\"\ntwo = = 3", 2),
            ("one = 1\none = 2", 2),
            ("\u{1b}[31m", 1),
            (deep.as_str(), 1),
            (nested.as_str(), 1),
            (inline.as_str(), 1),
        ] {
            let finding = parse("a.toml", text).expect_err("it does not parse");
            assert_eq!(finding.code, Code::Syntax);
            assert_eq!(finding.at.expect("a place").line, line, "{text:.20}");
        }
    }

    #[test]
    fn common_slips_are_said_in_the_readers_words() {
        let words = |text: &str| {
            let finding = parse("a.toml", text).expect_err("it does not parse");
            crate::base::languages()
                .into_iter()
                .map(|lang| super::super::words::finding(&finding, &Strings::new(&lang)))
                .collect::<Vec<_>>()
        };
        for (text, says) in [
            ("one = ", "a value is wanted, and a text stands in quotation marks"),
            ("one = x", "a value is wanted, and a text stands in quotation marks"),
            ("one = \"x", "a quotation mark is missing"),
            ("one = [1", "a bracket is not closed"),
            ("one = [\"a\" \"b\"]", "a comma is missing"),
            ("one = = 1", "there is an = too many"),
            ("one", "there is a key without = and a value"),
            ("one = 1\none = 2", "this key is there twice"),
        ] {
            let said = words(text);
            assert_eq!(said[0], format!("`a.toml` does not parse: {says}."), "{text}");
            assert!(said[1..].iter().all(|other| !other.contains(says) && !other.is_ascii()), "{said:?}");
        }
    }

    #[test]
    fn a_large_file_is_read() {
        let text = (0..40_000).map(|n| format!("entry-{n} = \"{n}\"")).collect::<Vec<_>>().join("\n");
        assert_eq!(parse("a.toml", &text).unwrap().len(), 40_000);
    }
}
