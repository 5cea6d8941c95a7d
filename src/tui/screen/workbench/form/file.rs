//! The answer's file, changed where an entry of the form changed: comments and whatever the form does not show stay.

use std::ops::Range;

use toml::Table;
use toml::de::{DeTable, DeValue};

use super::field::Field;
use super::{Form, key};

impl Form {
    /// The answer's text after the form was used: only entries that say something else are written anew.
    pub(crate) fn written(&self, text: &str) -> String {
        let mut out = text.to_owned();
        for field in &self.fields {
            if !says(field, &out) {
                out = put(field, &out).unwrap_or_default();
            }
        }
        // Not every way of writing a table can be gone on with: then the answer counts, and not how it was written.
        if self.fields.iter().all(|field| says(field, &out)) { out } else { self.text() }
    }
}

/// Whether a text says of an entry what the form says.
fn says(field: &Field, text: &str) -> bool {
    let Ok(answer) = toml::from_str::<Table>(text) else { return false };
    let is_written = field.entry(&answer).is_some_and(|entry| entry.to_string() == field.value());
    let mut there = field.emptied();
    there.fill(&answer);
    is_written || there.value() == field.value()
}

/// The text with what an entry says now.
fn put(field: &Field, text: &str) -> Option<String> {
    let root = DeTable::parse(text).ok()?;
    let root = root.get_ref();
    let of = |table: &DeTable<'_>, name: &str| Some(table.get(name)?.span());
    let (place, said) = match &field.table {
        None => (of(root, &field.key).or_else(|| Some(after(text, root)))?, None),
        Some(name) => match root.get(name.as_str()) {
            None => (text.len()..text.len(), Some(name)),
            Some(entry) => {
                let DeValue::Table(table) = entry.get_ref() else { return None };
                let new = || if table.is_empty() { line_end(text, entry.span().end) } else { after(text, table) };
                (of(table, &field.key).unwrap_or_else(new), None)
            }
        },
    };
    let is_new = place.is_empty();
    let mut words = String::new();
    if is_new && place.start > 0 && !text[..place.start].ends_with('\n') {
        words.push('\n');
    }
    if let Some(table) = said {
        words.push_str(&format!("{}[{}]\n", if text.is_empty() { "" } else { "\n" }, key(table)));
    }
    if is_new {
        words.push_str(&format!("{} = {}\n", key(&field.key), field.value()));
    } else {
        words.push_str(&field.value());
    }
    let mut out = text.to_owned();
    out.replace_range(place, &words);
    Some(out)
}

/// Where an entry is added to a table: below its last; at the beginning where it has none.
fn after(text: &str, table: &DeTable<'_>) -> Range<usize> {
    let plain = table.iter().filter(|(_, value)| !matches!(value.get_ref(), DeValue::Table(_)));
    plain.map(|(_, value)| value.span().end).max().map_or(0..0, |end| line_end(text, end))
}

/// The beginning of the line below a place.
fn line_end(text: &str, from: usize) -> Range<usize> {
    let end = text[from..].find('\n').map_or(text.len(), |at| from + at + 1);
    end..end
}

#[cfg(test)]
mod tests {
    use super::super::Form;
    use super::super::field::{Field, Kind};

    fn form(answer: &str) -> Form {
        let options = || vec!["x".to_owned(), "y".to_owned()];
        let field =
            |table: Option<&str>, key: &str, kind| Field { table: table.map(str::to_owned), key: key.into(), kind };
        let pick = || Kind::Pick { values: options(), chosen: None };
        let mut fields = vec![
            field(None, "one", Kind::One { options: options(), chosen: None }),
            field(None, "many", Kind::Many { options: options(), marked: vec![false, false] }),
            field(None, "count", Kind::Number(String::new())),
            field(Some("pairs"), "a", pick()),
            field(Some("pairs"), "b.c", pick()),
        ];
        let answer = toml::from_str(answer).expect("TOML");
        for field in &mut fields {
            field.fill(&answer);
        }
        Form { fields, at: 0 }
    }

    /// What a text becomes where the form is filled from another.
    fn written(text: &str, answer: &str) -> String {
        form(answer).written(text)
    }

    #[test]
    fn what_does_not_change_stays_as_it_was_written() {
        for (text, answer, wanted) in [
            // Comments, order, and what the form does not know.
            (
                "# Why.\nmany = [ # both\n  'x', 'y',\n]\none = 'x' # for now\nmore = 1\n[pairs]\n# Or y?\na = \"x\"\n",
                "one = \"y\"\nmany = [\"x\", \"y\"]\n[pairs]\na = \"y\"\n",
                "# Why.\nmany = [ # both\n  'x', 'y',\n]\none = \"y\" # for now\nmore = 1\n[pairs]\n# Or y?\na = \"y\"\n",
            ),
            // A value that is no option is kept as long as nothing is chosen there.
            ("one = \"z\"\nmany = []\n", "many = [\"y\"]\n", "one = \"z\"\nmany = [\"y\"]\n"),
            // Entries, and a table, that are not there yet.
            (
                "# Nothing.\n",
                "one = \"x\"\n[pairs]\n\"b.c\" = \"y\"\n",
                "one = \"x\"\n# Nothing.\n\n[pairs]\n\"b.c\" = \"y\"\n",
            ),
            ("one = \"x\"", "one = \"x\"\nmany = [\"x\"]\n", "one = \"x\"\nmany = [\"x\"]\n"),
            (
                "one = \"x\" # first\n\n[pairs] # two\n[more]\n",
                "one = \"x\"\nmany = [\"x\"]\n[pairs]\na = \"x\"\n",
                "one = \"x\" # first\nmany = [\"x\"]\n\n[pairs] # two\na = \"x\"\n[more]\n",
            ),
            ("pairs.a = \"x\"\n", "[pairs]\na = \"y\"\n", "pairs.a = \"y\"\n"),
            ("pairs = { a = \"x\" }\n", "[pairs]\na = \"y\"\n", "pairs = { a = \"y\" }\n"),
        ] {
            assert_eq!(written(text, answer), wanted, "{text}");
        }
    }

    #[test]
    fn a_number_is_written_as_it_is_typed() {
        for (typed, wanted) in [("", "\"\""), ("-", "\"\""), ("4", "4"), ("4.", "4.0"), ("0", "0"), ("0.5", "0.5")] {
            let mut form = form("");
            for field in &mut form.fields {
                if let Kind::Number(number) = &mut field.kind {
                    typed.clone_into(number);
                }
            }
            assert_eq!(
                form.written("# Calls.\ncount = 7 # so many\n"),
                format!("# Calls.\ncount = {wanted} # so many\n")
            );
        }
        // A 0 is a number like any other.
        assert_eq!(form("count = 0").written("count = 0 # none\n"), "count = 0 # none\n");
    }

    #[test]
    fn where_an_entry_cannot_be_added_the_answer_is_written_anew() {
        let answer = "[pairs]\na = \"x\"\n\"b.c\" = \"y\"\n";
        for text in ["pairs = { a = \"x\" }\n", "pairs = {}\n", "pairs = \"none\"\n"] {
            assert_eq!(form(&written(text, answer)), form(answer), "{text}");
        }
    }
}
