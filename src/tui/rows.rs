//! Rows made by the program itself: sentences wrapped, words for what a check found, and the data that shows it.

use crate::base::{Arg, Safe, Strings, Value};
use crate::course::ExerciseText;
use crate::grade::{self, CheckReport, Evidence, Finding, Outcome, Severity, TableBefore};
use crate::tui::layout::{Role, Row, Span, table};
use crate::tui::model::Given;

/// As many findings of a check are shown; the first are the most telling.
pub(crate) const FINDINGS: usize = 3;
/// As many rows of a table are shown.
const ROWS: usize = 12;

/// A sentence wrapped behind a mark that only its first row has; what stands between backticks is code.
pub(crate) fn wrapped(mark: &str, mark_role: Role, words: &str, role: Role, cells: usize) -> Vec<Row> {
    let indent = crate::base::width(mark);
    let room = cells.saturating_sub(indent).max(4);
    let mut out = Vec::new();
    let mut code = false;
    for line in words.lines() {
        for piece in textwrap::wrap(line, room) {
            let first =
                if out.is_empty() { Span::new(mark, mark_role) } else { Span::new(" ".repeat(indent), Role::Text) };
            let mut spans = vec![first];
            for (at, part) in piece.split('`').enumerate() {
                code ^= at > 0;
                spans.push(Span::new(part, if code { Role::Code } else { role }));
            }
            out.push(Row { spans, block: 0 });
        }
    }
    out
}

/// A row without words.
pub(crate) fn gap() -> Row {
    Row::default()
}

/// The tables shown with a task, each below its name.
pub(crate) fn given(tables: &[Given], cells: usize) -> Vec<Row> {
    let one = |given: &Given| {
        let name = row(Safe::line(&given.name).as_str(), Role::Subheading);
        let values = table::values(&given.columns, &given.rows, &[], cells).into_iter();
        [gap(), name].into_iter().chain(values.map(|spans| Row { spans, block: 0 })).collect::<Vec<_>>()
    };
    tables.iter().flat_map(one).collect()
}

/// Rows behind so many spaces.
pub(crate) fn indented(rows: Vec<Row>, cells: usize) -> Vec<Row> {
    rows.into_iter()
        .map(|mut row| {
            row.spans.insert(0, Span::new(" ".repeat(cells), Role::Text));
            row
        })
        .collect()
}

/// How findings are shown.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Show<'a> {
    /// The exercise's texts.
    pub(crate) text: &'a ExerciseText,
    /// The program's words.
    pub(crate) words: &'a Strings,
    /// Whether to tell line and column: not where a form hides them.
    pub(crate) places: bool,
    /// Whether Enter leads to the place.
    pub(crate) offered: bool,
    /// The width.
    pub(crate) cells: usize,
}

/// What a finding says, in words, with the pack's own words for its ids.
pub(crate) fn sentence(finding: &Finding, check: Option<&str>, text: &ExerciseText, words: &Strings) -> String {
    grade::words::named(finding, check, text, words)
}

/// What a check asks, and how it came out.
pub(crate) fn check(report: &CheckReport, show: Show<'_>) -> Vec<Row> {
    let says = show.text.checks.get(&report.name).map_or(report.name.as_str(), String::as_str);
    let (mark, mark_role, role) = match report.outcome {
        Outcome::Passed => ("✔ ", Role::Good, Role::Text),
        Outcome::Failed | Outcome::Ungradable => ("✘ ", Role::Bad, Role::Strong),
        Outcome::Skipped => ("· ", Role::Muted, Role::Muted),
    };
    wrapped(mark, mark_role, Safe::line(says).as_str(), role, show.cells)
}

/// How many findings of a check are not shown.
pub(crate) fn more_findings(report: &CheckReport, show: Show<'_>) -> Vec<Row> {
    let Some(more @ 1..) = report.findings.len().checked_sub(FINDINGS) else { return Vec::new() };
    let more = show.words.with("verdict-more-findings", &[("n", more.into())]);
    wrapped("  ", Role::Text, &more, Role::Muted, show.cells)
}

/// A finding with its evidence.
pub(crate) fn finding(finding: &Finding, check: Option<&str>, show: Show<'_>) -> Vec<Row> {
    let Show { text, words, cells, .. } = show;
    let role = match finding.severity {
        Severity::Error => Role::Text,
        Severity::Warning => Role::Warning,
        Severity::Note => Role::Muted,
    };
    let mut rows = wrapped("", Role::Text, &sentence(finding, check, text, words), role, cells);
    if let Some(why) = check.and_then(|check| grade::words::why(finding, check, text)) {
        rows.extend(wrapped("", Role::Text, Safe::line(why).as_str(), Role::Muted, cells));
    }
    if let Some(place) = finding.at.as_ref().filter(|_| show.places) {
        let at = words.with(
            "verdict-at",
            &[
                ("file", Safe::line(&place.file).into_string().into()),
                ("line", i64::from(place.line).into()),
                ("column", i64::from(place.column).into()),
            ],
        );
        rows.extend(wrapped(if show.offered { "↵ " } else { "" }, Role::Action, &at, Role::Muted, cells));
    }
    rows.extend(evidence(&finding.evidence, words, cells));
    rows
}

/// The data that shows a finding.
pub(crate) fn evidence(evidence: &Evidence, words: &Strings, cells: usize) -> Vec<Row> {
    let mut out = Vec::new();
    match evidence {
        Evidence::None => {}
        Evidence::Tables { dataset, of: _, columns, expected, actual, given } => {
            before(&mut out, given, words, cells);
            let (left, right) = differences(expected, actual);
            let wanted = titled(&expected_on(dataset, words), columns, expected, &left, words, cells);
            let columns = as_wide(columns, actual);
            let came = titled(&words.get("verdict-yours"), &columns, actual, &right, words, cells);
            out.push(gap());
            out.extend(beside(wanted, came, cells));
        }
        Evidence::Rows { dataset: _, columns, rows, given } => {
            before(&mut out, given, words, cells);
            caption(&mut out, &words.get("verdict-rows"), cells);
            values(&mut out, columns, rows, &[], words, cells);
        }
        Evidence::Texts { expected, actual } => two_texts(&mut out, expected, actual, words, cells),
        Evidence::History { given, when, expected, actual } => {
            caption(&mut out, &words.get("verdict-history"), cells);
            if given.is_empty() {
                lines(&mut out, &words.get("verdict-no-events"), Role::Muted, cells);
            }
            for event in given {
                lines(&mut out, &airy(event), Role::Text, cells);
            }
            if let Some(when) = when {
                caption(&mut out, &words.get("verdict-when"), cells);
                lines(&mut out, &airy(when), Role::Text, cells);
            }
            // Where a function only must not fail, nothing is expected of what it gives.
            if expected.is_empty() {
                caption(&mut out, &words.get("verdict-yours"), cells);
                lines(&mut out, &airy(actual), Role::Bad, cells);
            } else {
                two_texts(&mut out, &airy(expected), &airy(actual), words, cells);
            }
        }
        Evidence::Plan(steps) => {
            caption(&mut out, &words.get("verdict-plan"), cells);
            for step in steps {
                out.push(row(Safe::line(step).as_str(), Role::Text));
            }
        }
        Evidence::Interleaving { order, steps, columns, rows } => {
            caption(&mut out, &words.with("verdict-order", &[("order", safe(order))]), cells);
            for (session, statement, what) in steps {
                let step = format!("{session}  {statement}");
                lines(&mut out, &step, Role::Text, cells);
                if !what.is_empty() {
                    let what = wrapped("   → ", Role::Muted, Safe::line(what).as_str(), Role::Muted, cells);
                    out.extend(what);
                }
            }
            if !columns.is_empty() {
                caption(&mut out, &words.get("verdict-rows"), cells);
                values(&mut out, columns, rows, &[], words, cells);
            }
        }
    }
    out
}

/// The rows of before; of many tables, those without rows in one line.
fn before(out: &mut Vec<Row>, given: &[TableBefore], words: &Strings, cells: usize) {
    let empty: Vec<&str> = given.iter().filter(|it| it.2.is_empty()).map(|it| it.0.as_str()).collect();
    let aside = empty.len() > 1;
    for (name, columns, rows) in given.iter().filter(|it| !aside || !it.2.is_empty()) {
        caption(out, &words.with("verdict-given", &[("table", safe(name))]), cells);
        values(out, columns, rows, &[], words, cells);
    }
    if aside {
        caption(out, &words.with("verdict-given-none", &[("tables", safe(&empty.join(", ")))]), cells);
    }
}

/// The caption of what was wanted, with the dataset: `shown`, `generated 3`, or none.
fn expected_on(dataset: &str, words: &Strings) -> String {
    match (dataset, dataset.strip_prefix("generated ")) {
        ("shown", _) => words.get("verdict-expected-shown"),
        (_, Some(number)) => words.with("verdict-expected-generated", &[("n", safe(number))]),
        (_, None) => words.get("verdict-expected"),
    }
}

fn safe(text: &str) -> Arg {
    Arg::Text(Safe::line(text).into_string())
}

fn row(text: &str, role: Role) -> Row {
    Row { spans: vec![Span::new(text, role)], block: 0 }
}

fn caption(out: &mut Vec<Row>, words: &str, cells: usize) {
    out.push(gap());
    out.extend(wrapped("", Role::Muted, words, Role::Muted, cells));
}

fn lines(out: &mut Vec<Row>, text: &str, role: Role, cells: usize) {
    out.extend(wrapped("  ", Role::Text, Safe::new(text).as_str(), role, cells));
}

/// JSON text with a space after each comma and colon outside of strings, so that it wraps between its parts.
fn airy(json: &str) -> String {
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

fn two_texts(out: &mut Vec<Row>, expected: &str, actual: &str, words: &Strings, cells: usize) {
    caption(out, &words.get("verdict-expected"), cells);
    lines(out, expected, Role::Good, cells);
    caption(out, &words.get("verdict-yours"), cells);
    lines(out, actual, Role::Bad, cells);
}

fn values(
    out: &mut Vec<Row>,
    columns: &[String],
    rows: &[Vec<Value>],
    marks: &[(usize, usize)],
    words: &Strings,
    cells: usize,
) {
    if rows.is_empty() {
        return lines(out, &words.get("verdict-no-rows"), Role::Muted, cells);
    }
    // Where rows must be left out, those that differ stay in sight.
    let first = marks.iter().map(|(y, _)| *y).min().unwrap_or(0);
    let from = if rows.len() <= ROWS { 0 } else { first.saturating_sub(2).min(rows.len() - ROWS) };
    let shown = &rows[from..rows.len().min(from + ROWS)];
    let marks: Vec<(usize, usize)> = marks.iter().filter(|(y, _)| *y >= from).map(|(y, x)| (y - from, *x)).collect();
    let table = table::values(columns, shown, &marks, cells.saturating_sub(2));
    out.extend(indented(table.into_iter().map(|spans| Row { spans, block: 0 }).collect(), 2));
    if shown.len() < rows.len() {
        let more = words.with("verdict-more-rows", &[("n", (rows.len() - shown.len()).into())]);
        lines(out, &more, Role::Muted, cells);
    }
}

/// A table below its caption.
fn titled(
    caption: &str,
    columns: &[String],
    rows: &[Vec<Value>],
    marks: &[(usize, usize)],
    words: &Strings,
    cells: usize,
) -> Vec<Row> {
    let mut out = wrapped("", Role::Muted, caption, Role::Muted, cells);
    values(&mut out, columns, rows, marks, words, cells);
    out
}

/// Two blocks side by side where there is room, else one below the other.
fn beside(left: Vec<Row>, right: Vec<Row>, cells: usize) -> Vec<Row> {
    let widest = |rows: &[Row]| rows.iter().map(Row::width).max().unwrap_or(0);
    let column = widest(&left) + 3;
    if column + widest(&right) > cells {
        return left.into_iter().chain([gap()]).chain(right).collect();
    }
    let mut rows = left;
    rows.resize_with(rows.len().max(right.len()), gap);
    for (row, more) in rows.iter_mut().zip(right) {
        row.spans.push(Span::new(" ".repeat(column - row.width()), Role::Text));
        row.spans.extend(more.spans);
    }
    rows
}

/// Column names for rows that may have more cells than the solution's.
fn as_wide(columns: &[String], rows: &[Vec<Value>]) -> Vec<String> {
    let wide = rows.iter().map(Vec::len).max().unwrap_or(0);
    let mut columns = columns.to_vec();
    columns.truncate(wide.max(1));
    columns.extend((columns.len()..wide).map(|at| format!("#{}", at + 1)));
    columns
}

/// Cells that differ: row and column.
type Marks = Vec<(usize, usize)>;

/// Cells that differ, on either side. Rows that are on both sides, wherever they stand, do not differ; of the others the
/// each is held against the one that is most like it, by the first cell and then by the number of cells.
fn differences(expected: &[Vec<Value>], actual: &[Vec<Value>]) -> (Marks, Marks) {
    let mut matched = vec![false; actual.len()];
    let mut lonely = Vec::new();
    for (y, row) in expected.iter().enumerate() {
        let same_place = actual.get(y).is_some_and(|other| other == row) && !matched[y];
        let found =
            if same_place { Some(y) } else { (0..actual.len()).find(|at| !matched[*at] && actual[*at] == *row) };
        match found {
            Some(at) => matched[at] = true,
            None => lonely.push(y),
        }
    }
    let mut strangers: Vec<usize> = (0..actual.len()).filter(|at| !matched[*at]).collect();
    for (place, &ours) in lonely.iter().enumerate() {
        let like = |theirs: usize| {
            let (a, b) = (&expected[ours], &actual[theirs]);
            (a.first() == b.first(), a.iter().zip(b).filter(|(a, b)| a == b).count())
        };
        // Of those equally like it, the first.
        let best = (place..strangers.len()).rev().max_by_key(|at| like(strangers[*at]));
        if let Some(best) = best {
            strangers[place..=best].rotate_right(1);
        }
    }
    let (mut left, mut right) = (Vec::new(), Vec::new());
    for pair in 0..lonely.len().max(strangers.len()) {
        match (lonely.get(pair), strangers.get(pair)) {
            (Some(&ours), Some(&theirs)) => {
                let columns = expected[ours].len().max(actual[theirs].len());
                let differs = (0..columns).filter(|x| expected[ours].get(*x) != actual[theirs].get(*x));
                for x in differs {
                    left.push((ours, x));
                    right.push((theirs, x));
                }
            }
            (Some(&ours), None) => left.extend((0..expected[ours].len()).map(|x| (ours, x))),
            (None, Some(&theirs)) => right.extend((0..actual[theirs].len()).map(|x| (theirs, x))),
            (None, None) => {}
        }
    }
    (left, right)
}

#[cfg(test)]
mod tests {
    use super::{airy, differences};
    use crate::base::Value;

    fn rows(numbers: &[&[i64]]) -> Vec<Vec<Value>> {
        numbers.iter().map(|row| row.iter().map(|n| Value::Int(*n)).collect()).collect()
    }

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
    fn cells_that_differ_are_named_on_both_sides() {
        for (expected, actual, left, right) in [
            (rows(&[&[1, 2]]), rows(&[&[1, 3]]), vec![(0, 1)], vec![(0, 1)]),
            (rows(&[&[1], &[2]]), rows(&[&[2], &[1]]), vec![], vec![]),
            (rows(&[&[1], &[2]]), rows(&[&[2]]), vec![(0, 0)], vec![]),
            (rows(&[&[1]]), rows(&[&[1], &[1]]), vec![], vec![(1, 0)]),
            (rows(&[&[2, 7, 3]]), rows(&[&[1, 7, 3], &[2, 7, 0]]), vec![(0, 2)], vec![(1, 2), (0, 0), (0, 1), (0, 2)]),
            (rows(&[&[1, 2], &[3, 4]]), rows(&[&[3, 4], &[1, 5]]), vec![(0, 1)], vec![(1, 1)]),
            (rows(&[]), rows(&[]), vec![], vec![]),
        ] {
            assert_eq!(differences(&expected, &actual), (left, right), "{expected:?} {actual:?}");
        }
    }
}
