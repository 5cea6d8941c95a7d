//! TAP 14: a test per exercise, with a subtest of its checks.

use crate::base::Strings;
use crate::cli::command::check::Judged;
use crate::grade::{Finding, Outcome, Severity, words};

/// The document.
pub(in crate::cli) fn document(results: &[Judged], strings: &Strings) -> String {
    let mut out = format!("TAP version 14\n1..{}\n", results.len());
    for (number, result) in results.iter().enumerate() {
        let report = &result.report;
        out.push_str(&format!("# Subtest: {}\n    1..{}\n", report.exercise, report.checks.len()));
        for (number, check) in report.checks.iter().enumerate() {
            let (ok, skip) = match check.outcome {
                Outcome::Passed => ("ok", ""),
                Outcome::Failed | Outcome::Ungradable => ("not ok", ""),
                Outcome::Skipped => ("ok", " # SKIP"),
            };
            out.push_str(&format!("    {ok} {} - {}{skip}\n", number + 1, escaped(&check.name)));
            let says = |found: &Finding| words::named(found, Some(&check.name), &result.text, strings);
            diagnostics(&mut out, "      ", &check.findings, &says);
        }
        let ok = if report.passed() { "ok" } else { "not ok" };
        out.push_str(&format!("{ok} {} - {}\n", number + 1, escaped(&report.exercise)));
        let says = |found: &Finding| words::named(found, None, &result.text, strings);
        diagnostics(&mut out, "  ", &report.findings, &says);
    }
    out
}

/// Findings as a YAML block; strings as JSON has them, which YAML reads.
fn diagnostics(out: &mut String, indent: &str, findings: &[Finding], says: &dyn Fn(&Finding) -> String) {
    if findings.is_empty() {
        return;
    }
    let quoted = |text: &str| serde_json::Value::from(text).to_string();
    out.push_str(&format!("{indent}---\n{indent}findings:\n"));
    for found in findings {
        let severity = match found.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Note => "note",
        };
        out.push_str(&format!("{indent}  - code: {}\n{indent}    severity: {severity}\n", found.code));
        out.push_str(&format!("{indent}    message: {}\n", quoted(&says(found))));
        if let Some(at) = &found.at {
            let at = crate::base::Safe::line(&format!("{}:{}:{}", at.file, at.line, at.column));
            out.push_str(&format!("{indent}    at: {}\n", quoted(at.as_str())));
        }
    }
    out.push_str(&format!("{indent}...\n"));
}

/// `#` begins a directive and `\` an escape.
fn escaped(text: &str) -> String {
    text.replace('\\', "\\\\").replace('#', "\\#")
}
