//! For tests of the graders of modules: exercises of one file `answer.js`, graded in this process.

use crate::base::{Lang, Slug, Strings};
use crate::course::Exercise;
use crate::grade::{Bench, Evidence, Options, Outcome, Report, Shelf, Submission, grade, words};
use crate::lab::InProcess;

/// An exercise from its `[task.…]` and `[checks.…]`, its solution, and files of `setup/` and `given/`.
pub(crate) fn exercise(manifest: &str, solution: &str, support: &[(&str, &str)]) -> Exercise {
    let head =
        "format = 1\nslug = \"test\"\ndifficulty = 1\nminutes = 5\nconcepts = [\"es.fold\"]\nfiles = [\"answer.js\"]\n";
    let manifest = format!("{head}{manifest}");
    let slug = Slug::new("test").expect("`test` is a slug");
    let files = [("exercise.toml", manifest.as_str()), ("starter/answer.js", "\n"), ("solution/answer.js", solution)];
    Exercise::from_files(&slug, files.into_iter().chain(support.iter().copied()))
        .unwrap_or_else(|problems| panic!("the test's manifest loads: {problems}"))
}

/// The report on an answer.
pub(crate) fn graded(exercise: &Exercise, answer: &str) -> Report {
    let given = [("answer.js".to_owned(), answer.to_owned())].into_iter().collect();
    let submission = Submission::new(&exercise.files, &given);
    let mut bench =
        Bench { answer: &mut InProcess, pack: &mut InProcess, shelf: &mut Shelf::default(), hear: &mut |_| {} };
    grade(exercise, &submission, &Options::default(), &mut bench, &mut |_| {})
}

/// A report in short: `passed`, or a line per finding with its check, code, words, place and evidence.
pub(crate) fn told(report: &Report) -> String {
    let english = Strings::new(&Lang::new("en").expect("a code"));
    let line = |check: &str, finding: &crate::grade::Finding| {
        let words = words::finding(finding, &english);
        assert!(
            !words.starts_with("finding-") && !words.contains("{$") && !words.contains("{ $"),
            "{finding:?}: {words}"
        );
        let at = finding.at.as_ref().map(|at| format!(" at {}:{}", at.line, at.column)).unwrap_or_default();
        let evidence = match &finding.evidence {
            Evidence::History { given, when, expected, actual } => {
                let when = when.as_ref().map(|when| format!(" + {when}")).unwrap_or_default();
                format!(" | {}{when} => {expected} != {actual}", given.join(" "))
            }
            Evidence::Call { with, expected, actual } => format!(" |  + {with} => {expected} != {actual}"),
            _ => String::new(),
        };
        format!("{check}: {} {words}{at}{evidence}\n", finding.code)
    };
    let whole = report.findings.iter().map(|finding| line("*", finding));
    let checks = report.checks.iter().flat_map(|check| check.findings.iter().map(|finding| line(&check.name, finding)));
    let all: String = whole.chain(checks).collect();
    match report.outcome {
        Outcome::Passed => "passed".to_owned(),
        Outcome::Failed | Outcome::Skipped => all,
        Outcome::Ungradable => format!("ungradable {all}"),
    }
}
