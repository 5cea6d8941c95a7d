//! Rows made by the program itself: sentences wrapped, words for what a check found, and the data that shows it.

mod difference;
mod evidence;
mod sequence;
mod sessions;

pub(crate) use self::evidence::evidence;
use textwrap::{Options, WordSplitter, wrap};

use crate::base::{Arg, Safe, Strings, Value};
use crate::course::ExerciseText;
use crate::grade::{self, CheckReport, Code, Finding, Outcome, Severity};
use crate::tui::layout::{Role, Row, Span, table};
use crate::tui::model::Given;

/// As many findings of a check are shown; the first are the most telling.
pub(crate) const FINDINGS: usize = 3;

/// A sentence wrapped behind a mark that only its first row has; what stands between backticks is code.
pub(crate) fn wrapped(mark: &str, mark_role: Role, words: &str, role: Role, cells: usize) -> Vec<Row> {
    let indent = crate::base::width(mark);
    let room = cells.saturating_sub(indent).max(4);
    let mut out = Vec::new();
    let mut code = false;
    for line in words.lines() {
        // Names and commands have hyphens, and stay whole.
        for piece in wrap(line, Options::new(room).word_splitter(WordSplitter::NoHyphenation)) {
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
        let values = table::values(&given.columns, &given.rows, cells).into_iter();
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
    // Below its question, and in a form, a question needs no id.
    let is_of_question = check.is_some_and(|check| finding.args.get("entry") == Some(&Value::Text(check.to_owned())));
    let says = if finding.code == Code::Blank && is_of_question && !show.places {
        words.get("verdict-blank")
    } else {
        sentence(finding, check, text, words)
    };
    let mut rows = wrapped("", Role::Text, &says, role, cells);
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
    rows.extend(evidence(finding, words, cells));
    rows
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
