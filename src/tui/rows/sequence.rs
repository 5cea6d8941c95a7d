//! Two values in their parts, aligned: events of a list, fields of an object; side by side where there is room.

use serde_json::Value as Json;

use super::{caption, gap, wrapped};
use crate::base::{Safe, Strings, width};
use crate::tui::layout::{Role, Row, Span, rewrap};

/// From this width on the two sides stand beside each other.
const WIDE: usize = 56;
/// As many parts of a side are aligned; beyond, they are compared in step.
const PARTS: usize = 200;
/// As many lines are shown.
const LINES: usize = 24;

/// A line of the comparison: a part of either side, or of both.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Line {
    expected: Option<String>,
    actual: Option<String>,
}

impl Line {
    fn mark(&self) -> char {
        match (&self.expected, &self.actual) {
            (Some(a), Some(b)) if a == b => ' ',
            (Some(_), Some(_)) => '~',
            (Some(_), None) => '-',
            (None, _) => '+',
        }
    }
}

/// What was wanted and what came, each JSON text or a sentence, the first difference marked.
pub(super) fn rows(expected: &str, actual: &str, words: &Strings, cells: usize) -> Vec<Row> {
    let all = aligned(expected, actual);
    let first = all.iter().position(|line| line.mark() != ' ');
    // Of many, those from a little before the first difference on.
    let from = first.unwrap_or(0).saturating_sub(2).min(all.len().saturating_sub(LINES));
    let lines = &all[from..all.len().min(from + LINES)];
    let first = first.map(|first| first - from);
    let mut out = Vec::new();
    if cells >= WIDE {
        beside(&mut out, lines, first, words, cells);
    } else {
        below(&mut out, lines, first, words, cells);
    }
    if lines.len() < all.len() {
        let more = words.with("verdict-more-parts", &[("n", (all.len() - lines.len()).into())]);
        out.extend(wrapped("    ", Role::Text, &more, Role::Muted, cells));
    }
    out
}

fn below(out: &mut Vec<Row>, lines: &[Line], first: Option<usize>, words: &Strings, cells: usize) {
    for (title, yours) in [("verdict-expected", false), ("verdict-yours", true)] {
        caption(out, &words.get(title), cells);
        let before = out.len();
        for (at, line) in lines.iter().enumerate() {
            let (one, other) = if yours { (&line.actual, &line.expected) } else { (&line.expected, &line.actual) };
            let Some(text) = one else { continue };
            let mark = mark(line.mark(), first == Some(at));
            let part = part(text, other.as_deref(), yours, cells.saturating_sub(4));
            out.extend(part.into_iter().enumerate().map(|(y, spans)| {
                let spans = std::iter::once(head(&mark, y)).chain(spans).collect();
                Row { spans, block: 0 }
            }));
        }
        if out.len() == before {
            out.extend(wrapped("    ", Role::Text, &words.get("verdict-nothing"), Role::Muted, cells));
        }
    }
}

fn beside(out: &mut Vec<Row>, lines: &[Line], first: Option<usize>, words: &Strings, cells: usize) {
    const BAR: &str = " │ ";
    let column = (cells - 4 - width(BAR)) / 2;
    let joined = |mark: Span, left: Vec<Span>, right: Vec<Span>| {
        let free = column.saturating_sub(left.iter().map(|span| width(&span.text)).sum());
        let bar = [Span::new(" ".repeat(free), Role::Text), Span::new(BAR, Role::Border)];
        let mut spans: Vec<Span> = std::iter::once(mark).chain(left).chain(bar).chain(right).collect();
        spans.retain(|span| !span.text.is_empty());
        Row { spans, block: 0 }
    };
    let title = |id: &str| vec![Span::new(words.get(id), Role::Muted)];
    out.push(gap());
    out.push(joined(Span::new("    ", Role::Text), title("verdict-expected"), title("verdict-yours")));
    let none_expected = lines.iter().all(|line| line.expected.is_none());
    let none_came = lines.iter().all(|line| line.actual.is_none());
    for (at, line) in lines.iter().enumerate() {
        let mark = mark(line.mark(), first == Some(at));
        let side = |one: &Option<String>, other: &Option<String>, yours: bool| {
            one.as_ref().map_or_else(Vec::new, |text| part(text, other.as_deref(), yours, column))
        };
        let mut left = side(&line.expected, &line.actual, false);
        let mut right = side(&line.actual, &line.expected, true);
        // A side without any part says so; left empty it would look as if something were missing here.
        for (side, is_empty) in [(&mut left, none_expected), (&mut right, none_came)] {
            if at == 0 && is_empty {
                side.push(vec![Span::new(words.get("verdict-nothing"), Role::Muted)]);
            }
        }
        for y in 0..left.len().max(right.len()) {
            let of = |side: &[Vec<Span>]| side.get(y).cloned().unwrap_or_default();
            out.push(joined(head(&mark, y), of(&left), of(&right)));
        }
    }
}

/// The mark of a line, an arrow before the first that differs.
fn mark(mark: char, first: bool) -> String {
    format!(" {}{mark} ", if first { '▸' } else { ' ' })
}

fn head(mark: &str, y: usize) -> Span {
    if y == 0 { Span::new(mark, Role::Bad) } else { Span::new("    ", Role::Text) }
}

/// A part within a width, what is other than on the other side standing out.
fn part(text: &str, other: Option<&str>, yours: bool, cells: usize) -> Vec<Vec<Span>> {
    let text = Safe::line(text).into_string();
    let spans = match other.map(|other| Safe::line(other).into_string()) {
        None => vec![Span::new(text, if yours { Role::Bad } else { Role::Good })],
        Some(other) if other == text => vec![Span::new(text, Role::Text)],
        Some(other) => {
            let common = text.char_indices().zip(other.chars()).take_while(|((_, a), b)| a == b);
            let before = common.last().map_or(0, |((at, c), _)| at + c.len_utf8());
            let ends = text[before..].chars().rev().zip(other[before..].chars().rev()).take_while(|(a, b)| a == b);
            let after = text.len() - ends.map(|(c, _)| c.len_utf8()).sum::<usize>();
            // Whole words and numbers: of 12000 and 0 not the first digits alone.
            let is_word = |c: char| c.is_alphanumeric() || matches!(c, '_' | '.' | '-');
            let before = text[..before].trim_end_matches(is_word).len();
            let after = text.len() - text[after..].trim_start_matches(is_word).len();
            let differs = if yours { Role::Changed } else { Role::Good };
            let pieces = [(&text[..before], Role::Text), (&text[before..after], differs), (&text[after..], Role::Text)];
            pieces.iter().filter(|(text, _)| !text.is_empty()).map(|(text, role)| Span::new(*text, *role)).collect()
        }
    };
    rewrap(&spans, cells.max(8))
}

/// The parts of two values, aligned: elements by what is the same in both lists, fields by their names.
fn aligned(expected: &str, actual: &str) -> Vec<Line> {
    let read = |text: &str| serde_json::from_str::<Json>(text).ok();
    let one = |json: &Json| airy(&json.to_string());
    match (read(expected), read(actual)) {
        (Some(Json::Object(a)), Some(Json::Object(b))) => {
            let field = |name: &str, json: &Json| format!("{name}: {}", one(json));
            let extra = b.iter().filter(|(name, _)| !a.contains_key(*name));
            let extra = extra.map(|(name, json)| Line { expected: None, actual: Some(field(name, json)) });
            let both = a.iter().map(|(name, json)| Line {
                expected: Some(field(name, json)),
                actual: b.get(name).map(|json| field(name, json)),
            });
            both.chain(extra).collect()
        }
        (a, b) => {
            let parts = |json: Option<Json>, text: &str| match json {
                Some(Json::Array(all)) => all.iter().map(one).collect(),
                Some(_) => vec![airy(text)],
                None => vec![text.to_owned()],
            };
            by_common(&parts(a, expected), &parts(b, actual))
        }
    }
}

/// Two lists, what both have in the same order beside each other; what lies between in step.
fn by_common(expected: &[String], actual: &[String]) -> Vec<Line> {
    if expected.len().max(actual.len()) > PARTS {
        return in_step(expected, actual);
    }
    let ops = similar::capture_diff_slices(similar::Algorithm::Myers, expected, actual);
    ops.iter().flat_map(|op| in_step(&expected[op.old_range()], &actual[op.new_range()])).collect()
}

fn in_step(expected: &[String], actual: &[String]) -> Vec<Line> {
    let both = |at: usize| Line { expected: expected.get(at).cloned(), actual: actual.get(at).cloned() };
    (0..expected.len().max(actual.len())).map(both).collect()
}

/// JSON text with a space after each comma and colon outside of strings, so that it wraps between its parts.
pub(super) fn airy(json: &str) -> String {
    let mut out = String::with_capacity(json.len() + json.len() / 8);
    let (mut inside, mut escaped) = (false, false);
    let mut rest = json.chars().peekable();
    while let Some(c) = rest.next() {
        out.push(c);
        match c {
            '"' if !escaped => inside = !inside,
            ',' | ':' if !inside && rest.peek() != Some(&' ') => out.push(' '),
            _ => {}
        }
        escaped = inside && c == '\\' && !escaped;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::{airy, aligned, part, rows};
    use crate::base::{Lang, Strings, width};
    use crate::tui::layout::Role;

    #[test]
    fn json_gets_air_but_not_in_its_strings() {
        for (json, aired) in [
            (r#"{"a":1,"b":[2,3]}"#, r#"{"a": 1, "b": [2, 3]}"#),
            ("Error: unknown", "Error: unknown"),
            (r#"{"a":"x,y:\"z,\\","b":1}"#, r#"{"a": "x,y:\"z,\\", "b": 1}"#),
        ] {
            assert_eq!(airy(json), aired);
        }
    }

    #[test]
    fn lists_are_aligned_by_what_they_share_and_objects_by_their_fields() {
        for (expected, actual, marks) in [
            ("[1,2,3]", "[1,3]", " - "),
            ("[1,3]", "[1,2,3]", " + "),
            ("[1,2]", "[1,4]", " ~"),
            (r#"Refused("X")"#, "[1]", "~"),
            ("[]", "[1]", "+"),
            (r#"{"a":1,"b":2}"#, r#"{"b":2,"a":2,"c":3}"#, "~ +"),
            ("1", "2", "~"),
        ] {
            let found: String = aligned(expected, actual).iter().map(super::Line::mark).collect();
            assert_eq!(found, marks, "{expected} {actual}");
        }
    }

    #[test]
    fn the_first_difference_is_marked_at_every_width() {
        let words = Strings::new(&Lang::new("en").expect("a code"));
        let expected = r#"[{"type":"ItemAdded","sku":"BK-7","qty":2},{"type":"CheckedOut"}]"#;
        let actual = r#"[{"type":"ItemAdded","sku":"BK-7","qty":3}]"#;
        for cells in [20, 40, 76, 120] {
            let rows = rows(expected, actual, &words, cells);
            let text = |row: &super::Row| row.spans.iter().map(|span| span.text.as_str()).collect::<String>();
            let lines: Vec<String> = rows.iter().map(text).collect();
            assert!(lines.iter().all(|line| width(line) <= cells), "{lines:#?}");
            assert!(lines.iter().any(|line| line.starts_with(" ▸~")), "{lines:#?}");
            assert!(lines.iter().any(|line| line.starts_with("  -")), "{lines:#?}");
        }
    }

    #[test]
    fn whole_words_and_numbers_stand_out() {
        for (text, other, differs) in [
            ("{\"KRW\": 12000, \"EUR\": 0}", "{\"KRW\": 0, \"EUR\": 0}", "12000"),
            ("name: \"Mug, blue\"", "name: \"Mug, black\"", "blue"),
            ("qty: -1", "qty: 1", "-1"),
            ("at: 2026-01-02", "at: 2026-01-03", "2026-01-02"),
        ] {
            let rows = part(text, Some(other), true, 80);
            let changed = rows.iter().flatten().filter(|span| span.role == Role::Changed);
            assert_eq!(changed.map(|span| span.text.as_str()).collect::<String>(), differs);
        }
    }
}
