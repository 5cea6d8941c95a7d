//! Verdicts for people.

use std::path::Path;

use crate::base::{Safe, Strings};
use crate::cli::command::check::Judged;
use crate::cli::out::Out;
use crate::grade::{CheckReport, Evidence, Finding, Outcome, Severity, words};
use crate::tui::layout::{Role, Row, Span};
use crate::tui::rows;

/// One exercise's verdict.
pub(in crate::cli) fn verdict(out: &mut Out, result: &Judged, strings: &Strings) {
    let report = &result.report;
    let (mark, role) = sign(report.outcome);
    let points = [("points", i64::from(report.points).into()), ("all", i64::from(report.max_points).into())];
    let mut head = vec![
        Span::new(format!("{mark} "), role),
        Span::new(report.exercise.as_str(), Role::Strong),
        Span::new(format!("  {}", result.text.title), Role::Text),
        Span::new(format!("  {}", strings.with("cli-points-of", &points)), Role::Muted),
    ];
    if report.cases > 0 && report.exploration.is_none() {
        let cases = i64::try_from(report.cases).unwrap_or(i64::MAX);
        head.push(Span::new(format!("  {}", strings.with("cli-cases", &[("n", cases.into())])), Role::Muted));
    }
    out.row(&head);
    for found in &report.findings {
        finding(out, 2, found, None, result, strings);
    }
    for check in &report.checks {
        checked(out, result, check, strings);
    }
    if let Some(explored) = &report.exploration {
        let cells = usize::from(out.columns()).saturating_sub(2).max(20);
        let says = words::explored(report, explored, strings);
        for Row { spans, .. } in rows::indented(rows::wrapped("", Role::Muted, &says, Role::Muted, cells), 2) {
            out.row(&spans);
        }
    }
}

fn checked(out: &mut Out, result: &Judged, check: &CheckReport, strings: &Strings) {
    let (mark, role) = sign(check.outcome);
    let says = result.text.checks.get(&check.name).map_or("", String::as_str);
    out.row(&[
        Span::new(format!("  {mark} "), role),
        Span::new(check.name.as_str(), Role::Code),
        Span::new(format!("  {says}"), Role::Text),
    ]);
    for found in &check.findings {
        finding(out, 4, found, Some(&check.name), result, strings);
    }
    if check.outcome == Outcome::Failed
        && let Some(explain) = &check.explain
    {
        let says = strings.with("cli-explain", &[("section", Safe::line(explain).into_string().into())]);
        out.row(&[Span::new(format!("    {says}"), Role::Muted)]);
    }
}

/// The place, what was found, why it tempts, and the data that shows it.
fn finding(out: &mut Out, indent: usize, found: &Finding, check: Option<&str>, result: &Judged, strings: &Strings) {
    let cells = usize::from(out.columns()).saturating_sub(indent).max(20);
    let place = found.at.as_ref().map_or_else(String::new, |at| format!("{}:{}:{}  ", at.file, at.line, at.column));
    let place = Safe::line(&place).into_string();
    let role = match found.severity {
        Severity::Error => Role::Text,
        Severity::Warning => Role::Warning,
        Severity::Note => Role::Muted,
    };
    let mut shown = rows::wrapped(&place, Role::Muted, &words::named(found, check, &result.text, strings), role, cells);
    if let Some(why) = check.and_then(|check| words::why(found, check, &result.text)) {
        shown.extend(rows::wrapped("", Role::Text, Safe::line(why).as_str(), Role::Muted, cells));
    }
    shown.extend(rows::evidence(found, strings, cells));
    if let Some(schedule) = &found.schedule {
        let exercise = Safe::line(&result.report.exercise).into_string();
        let id = Safe::line(schedule).into_string();
        let answer = result.from.as_ref().map_or_else(String::new, |path| format!(" --answer {}", quoted(path)));
        let args = [("exercise", exercise.into()), ("answer", answer.into()), ("id", id.into())];
        let says = strings.with("cli-schedule", &args);
        // A command is one line, so that it can be copied.
        shown.extend(rows::wrapped("", Role::Muted, &says, Role::Muted, usize::MAX));
    }
    if found.evidence != Evidence::None {
        shown.push(rows::gap());
    }
    for Row { spans, .. } in rows::indented(shown, indent) {
        out.row(&spans);
    }
}

/// A path as a shell takes it.
fn quoted(path: &Path) -> String {
    let path = Safe::line(&path.display().to_string()).into_string();
    let is_plain = |c: char| c.is_alphanumeric() || "/._-+:@%,".contains(c);
    if !path.is_empty() && path.chars().all(is_plain) { path } else { format!("'{}'", path.replace('\'', "'\\''")) }
}

/// How many passed, where several were judged.
pub(in crate::cli) fn summary(out: &mut Out, results: &[Judged], strings: &Strings) {
    let passed = results.iter().filter(|result| result.report.passed()).count();
    let sum = |points: fn(&Judged) -> u32| results.iter().map(|result| i64::from(points(result))).sum::<i64>();
    let says = strings.with(
        "cli-summary",
        &[
            ("passed", passed.into()),
            ("all", results.len().into()),
            ("points", sum(|result| result.report.points).into()),
            ("max", sum(|result| result.report.max_points).into()),
        ],
    );
    out.line(Role::Text, "");
    out.line(Role::Strong, &says);
}

fn sign(outcome: Outcome) -> (&'static str, Role) {
    match outcome {
        Outcome::Passed => ("✔", Role::Good),
        Outcome::Failed => ("✘", Role::Bad),
        Outcome::Skipped => ("–", Role::Muted),
        Outcome::Ungradable => ("!", Role::Warning),
    }
}
