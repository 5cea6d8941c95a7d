//! A TOML file with the places of its keys and values. Also compiled into `build.rs`.

use std::ops::Range;

use serde::de::DeserializeOwned;
use toml::Spanned;
use toml::de::{DeTable, DeValue, ValueDeserializer};

use super::Problem;

/// A parsed TOML text that knows where each of its parts stands.
#[derive(Debug)]
pub(super) struct Doc<'a> {
    file: &'a str,
    text: &'a str,
    /// Lines of the file before the text (a front matter's).
    lines_before: u32,
    root: Spanned<DeTable<'a>>,
}

impl<'a> Doc<'a> {
    /// Parses `text`, which begins `lines_before` lines into `file`.
    ///
    /// # Errors
    /// It is no TOML.
    pub(super) fn parse(file: &'a str, text: &'a str, lines_before: u32) -> Result<Self, Problem> {
        match DeTable::parse(text) {
            Ok(root) => Ok(Self { file, text, lines_before, root }),
            Err(error) => {
                let (line, column) = place(text, error.span().map_or(0, |span| span.start));
                let problem = if error.message().contains("duplicate key") {
                    Problem::new("pack-duplicate-key")
                } else {
                    Problem::new("pack-toml").with("how", toml_fault(error.message())).with("message", error.message())
                };
                Err(problem.at(file, line + lines_before, column))
            }
        }
    }

    /// The whole as a `T`; what is no part of the form is refused by `T`.
    ///
    /// # Errors
    /// A field that is missing, unknown or of a wrong type.
    pub(super) fn read<T: DeserializeOwned>(&self) -> Result<T, Problem> {
        self.read_table(self.root.get_ref().clone(), self.root.span())
    }

    /// A table that was taken apart as a `T`.
    ///
    /// # Errors
    /// As [`Doc::read`].
    pub(super) fn read_table<T: DeserializeOwned>(&self, table: DeTable<'a>, span: Range<usize>) -> Result<T, Problem> {
        let value = Spanned::new(span, DeValue::Table(table));
        T::deserialize(ValueDeserializer::from(value)).map_err(|error| self.serde_problem(&error))
    }

    /// The value at a path as a `T`.
    ///
    /// # Errors
    /// As [`Doc::read`], or there is none.
    pub(super) fn read_at<T: DeserializeOwned>(&self, path: &[&str]) -> Result<T, Problem> {
        let missing = || {
            let field = path.last().copied().unwrap_or_default();
            self.at_value(path, Problem::new("pack-missing-field").with("field", field))
        };
        let value = self.get(path).ok_or_else(missing)?.clone();
        T::deserialize(ValueDeserializer::from(value)).map_err(|error| self.serde_problem(&error))
    }

    /// The keys of the table at a path, in order.
    ///
    /// # Errors
    /// It is no table.
    pub(super) fn keys(&self, path: &[&str]) -> Result<impl Iterator<Item = &str>, Problem> {
        if let Some(DeValue::Table(table)) = self.get(path).map(Spanned::get_ref) {
            return Ok(table.keys().map(|key| key.get_ref().as_ref()));
        }
        let problem = Problem::new("pack-wrong-type").with("found", "a value").with("wanted", "a table");
        Err(self.at_value(path, problem))
    }

    /// The value at a path of keys and array indexes.
    #[must_use]
    pub(super) fn get(&self, path: &[&str]) -> Option<&Spanned<DeValue<'a>>> {
        let (first, rest) = path.split_first()?;
        let mut value = self.root.get_ref().get(*first)?;
        for key in rest {
            value = match value.get_ref() {
                DeValue::Table(table) => table.get(*key)?,
                DeValue::Array(items) => items.get(key.parse::<usize>().ok()?)?,
                _ => return None,
            };
        }
        Some(value)
    }

    /// A problem at the value of a path, or of as much of the path as there is.
    pub(super) fn at_value(&self, path: &[&str], problem: Problem) -> Problem {
        self.at_span((1..=path.len()).rev().find_map(|n| self.get(&path[..n])).map(Spanned::span), problem)
    }

    /// A problem at the last key of a path, or of as much of the path as there is.
    pub(super) fn at_key(&self, path: &[&str], problem: Problem) -> Problem {
        self.at_span((1..=path.len()).rev().find_map(|n| self.key(&path[..n])), problem)
    }

    fn at_span(&self, span: Option<Range<usize>>, problem: Problem) -> Problem {
        self.at_offset(span.map_or(0, |span| span.start), problem)
    }

    /// The line of the last key of a path; 0 where there is none.
    #[must_use]
    pub(super) fn line_of(&self, path: &[&str]) -> u32 {
        self.key(path).map_or(0, |span| place(self.text, span.start).0 + self.lines_before)
    }

    /// A problem at a byte of the text.
    #[must_use]
    pub(super) fn at_offset(&self, offset: usize, problem: Problem) -> Problem {
        let (line, column) = place(self.text, offset);
        problem.at(self.file, line + self.lines_before, column)
    }

    /// Where the last key of a path stands; an item of an array has none, so its value counts.
    fn key(&self, path: &[&str]) -> Option<Range<usize>> {
        let (last, before) = path.split_last()?;
        let table = match before {
            [] => self.root.get_ref(),
            _ => match self.get(before)?.get_ref() {
                DeValue::Table(table) => table,
                _ => return self.get(path).map(Spanned::span),
            },
        };
        table.get_key_value(*last).map(|(key, _)| key.span())
    }

    /// What serde says, as a problem with words in every language.
    fn serde_problem(&self, error: &toml::de::Error) -> Problem {
        let said = error.message();
        let quoted = |text: &str| text.split('`').nth(1).unwrap_or_default().to_owned();
        let problem = if let Some(rest) = said.strip_prefix("unknown field ") {
            Problem::new("pack-unknown-field").with("field", quoted(rest)).with("allowed", allowed(rest))
        } else if let Some(rest) = said.strip_prefix("unknown variant ") {
            Problem::new("pack-unknown-value").with("value", quoted(rest)).with("allowed", allowed(rest))
        } else if let Some(rest) = said.strip_prefix("missing field ") {
            Problem::new("pack-missing-field").with("field", quoted(rest))
        } else if let Some((found, wanted)) = said
            .strip_prefix("invalid type: ")
            .or_else(|| said.strip_prefix("invalid value: "))
            .and_then(|rest| rest.split_once(", expected "))
        {
            Problem::new("pack-wrong-type").with("found", found).with("wanted", wanted)
        } else {
            Problem::new("pack-invalid").with("why", said)
        };
        self.at_offset(error.span().map_or(0, |span| span.start), problem)
    }
}

/// Which of the common slips the TOML parser names, as the variant of the text `toml-fault`; `other` for the rest.
#[must_use]
pub fn toml_fault(message: &str) -> &'static str {
    let slips = [
        ("duplicate key", "duplicate-key"),
        ("missing value", "missing-value"),
        ("string values must be quoted", "unquoted"),
        ("missing opening quote", "quote"),
        ("invalid basic string", "quote"),
        ("unclosed", "unclosed"),
        ("missing comma", "comma"),
        ("extra comma", "extra-comma"),
        ("extra `=`", "equals"),
        ("key with no value", "no-equals"),
        ("invalid unquoted key", "key"),
        ("unquoted keys cannot be empty", "key"),
    ];
    slips.into_iter().find(|(start, _)| message.starts_with(start)).map_or("other", |(_, kind)| kind)
}

/// The names that serde lists after "expected": `a`, `b` or `c`.
fn allowed(said: &str) -> String {
    let names: Vec<&str> = said.split("expected").nth(1).unwrap_or_default().split('`').skip(1).step_by(2).collect();
    names.join(", ")
}

/// Line and column from 1 of a byte; columns count characters.
#[must_use]
pub fn place(text: &str, offset: usize) -> (u32, u32) {
    let mut offset = offset.min(text.len());
    while !text.is_char_boundary(offset) {
        offset -= 1;
    }
    let before = &text[..offset];
    let start = before.rfind('\n').map_or(0, |at| at + 1);
    let line = before.matches('\n').count() + 1;
    let column = before[start..].chars().count() + 1;
    (u32::try_from(line).unwrap_or(u32::MAX), u32::try_from(column).unwrap_or(u32::MAX))
}
