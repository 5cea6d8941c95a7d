//! JUnit XML: a suite per exercise, a case per check.

use std::time::Duration;

use quick_junit::{NonSuccessKind, Report, TestCase, TestCaseStatus, TestSuite};

use crate::base::Strings;
use crate::cli::command::check::Judged;
use crate::grade::{CheckReport, Finding, Outcome, words};

/// The document.
pub(in crate::cli) fn document(results: &[Judged], strings: &Strings) -> Result<String, quick_junit::SerializeError> {
    let mut report = Report::new("sagabook");
    for result in results {
        let mut suite = TestSuite::new(result.report.exercise.as_str());
        suite.set_time(Duration::from_millis(result.elapsed_ms));
        suite.add_test_cases(result.report.checks.iter().map(|check| case(result, check, strings)));
        if !result.report.findings.is_empty() {
            suite.add_test_case(whole(result, strings));
        }
        report.add_test_suite(suite);
    }
    report.to_string()
}

fn case(result: &Judged, check: &CheckReport, strings: &Strings) -> TestCase {
    let says = |found: &Finding| words::named(found, Some(&check.name), &result.text, strings);
    let status = match check.outcome {
        Outcome::Passed => TestCaseStatus::success(),
        Outcome::Failed | Outcome::Ungradable => non_success(NonSuccessKind::Failure, &check.findings, &says),
        Outcome::Skipped => TestCaseStatus::skipped(),
    };
    let mut case = TestCase::new(check.name.as_str(), status);
    case.set_classname(result.report.exercise.as_str());
    case
}

/// What is about the whole answer is a case of its own, `answer`.
fn whole(result: &Judged, strings: &Strings) -> TestCase {
    let says = |found: &Finding| words::named(found, None, &result.text, strings);
    let kind = match result.report.outcome {
        Outcome::Ungradable => NonSuccessKind::Error,
        Outcome::Passed | Outcome::Failed | Outcome::Skipped => NonSuccessKind::Failure,
    };
    let status = if result.report.passed() {
        TestCaseStatus::success()
    } else {
        non_success(kind, &result.report.findings, &says)
    };
    let mut case = TestCase::new("answer", status);
    case.set_classname(result.report.exercise.as_str());
    case
}

fn non_success(kind: NonSuccessKind, findings: &[Finding], says: &dyn Fn(&Finding) -> String) -> TestCaseStatus {
    let mut status = TestCaseStatus::non_success(kind);
    if let Some(first) = findings.first() {
        status.set_type(first.code.as_str());
        status.set_message(says(first));
    }
    let lines: Vec<String> = findings.iter().map(|found| place(found) + &says(found)).collect();
    status.set_description(lines.join("\n"));
    status
}

fn place(finding: &Finding) -> String {
    finding.at.as_ref().map_or_else(String::new, |at| format!("{}:{}:{}: ", at.file, at.line, at.column))
}
