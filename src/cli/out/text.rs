//! Verdicts for people.

use crate::base::{Safe, Strings};
use crate::cli::command::check::Judged;
use crate::cli::out::Out;
use crate::grade::{CheckReport, Finding, Outcome, words};
use crate::tui::layout::{Role, Span};

/// One exercise's verdict.
pub(in crate::cli) fn verdict(out: &mut Out, result: &Judged, strings: &Strings) {
    let report = &result.report;
    let (mark, role) = sign(report.outcome);
    let points = [("points", i64::from(report.points).into()), ("all", i64::from(report.max_points).into())];
    let title = result.text.as_ref().map_or("", |text| text.title.as_str());
    let mut head = vec![
        Span::new(format!("{mark} "), role),
        Span::new(report.exercise.as_str(), Role::Strong),
        Span::new(format!("  {}", Safe::line(title)), Role::Text),
        Span::new(format!("  {}", strings.with("cli-points-of", &points)), Role::Muted),
    ];
    if report.cases > 0 {
        let cases = i64::try_from(report.cases).unwrap_or(i64::MAX);
        head.push(Span::new(format!("  {}", strings.with("cli-cases", &[("n", cases.into())])), Role::Muted));
    }
    out.row(&head);
    for found in &report.findings {
        finding(out, 2, found, strings);
    }
    for check in &report.checks {
        checked(out, result, check, strings);
    }
}

fn checked(out: &mut Out, result: &Judged, check: &CheckReport, strings: &Strings) {
    let (mark, role) = sign(check.outcome);
    let says = result.text.as_ref().and_then(|text| text.checks.get(&check.name)).map_or("", String::as_str);
    out.row(&[
        Span::new(format!("  {mark} "), role),
        Span::new(Safe::line(&check.name).into_string(), Role::Code),
        Span::new(format!("  {}", Safe::line(says)), Role::Text),
    ]);
    for found in &check.findings {
        finding(out, 4, found, strings);
        if let Some(why) = result.text.as_ref().and_then(|text| words::why(found, &check.name, text)) {
            out.row(&[Span::new(format!("      {}", Safe::line(why)), Role::Muted)]);
        }
    }
    if check.outcome == Outcome::Failed
        && let Some(explain) = &check.explain
    {
        let says = strings.with("cli-explain", &[("section", Safe::line(explain).into_string().into())]);
        out.row(&[Span::new(format!("    {says}"), Role::Muted)]);
    }
}

fn finding(out: &mut Out, indent: usize, found: &Finding, strings: &Strings) {
    let indent = " ".repeat(indent);
    let place = found.at.as_ref().map_or_else(String::new, |at| format!("{}:{}:{}  ", at.file, at.line, at.column));
    out.row(&[
        Span::new(indent.as_str(), Role::Text),
        Span::new(Safe::line(&place).into_string(), Role::Muted),
        Span::new(words::finding(found, strings), Role::Text),
    ]);
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
