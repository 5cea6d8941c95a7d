//! The judge with its real children: what stops it, and who is to blame.

use std::path::PathBuf;
use std::time::Duration;

use sagabook::base::Slug;
use sagabook::course::Exercise;
use sagabook::grade::worker::{ARGUMENT, Remote};
use sagabook::grade::{Cancel, Code, Judge, Options, Outcome, Report, Submission};

const MANIFEST: &str = r#"
format = 1
slug = "double"
difficulty = 1
minutes = 5
concepts = ["intro.acid"]
files = ["double.js"]

[task.code]
module = "double.js"
inputs = { double = [{ value = { int = [-9, 9] } }] }

[checks.known.cases]
of = "double"
cases = [{ args = [2], gives = 4 }]

[checks.agrees.agrees]
with = ["double"]
"#;

const RIGHT: &str = "export function double(n) { return n + n; }";
/// Loops in the engine's own code, where work is counted too seldom to end it in time.
const ENDLESS: &str = "export function double(n) { let x = 3n ** 60000n; for (let i = 0; i < 1e9; i++) x * x * x; }";

fn exercise(solution: &str) -> Exercise {
    let files = [("exercise.toml", MANIFEST), ("starter/double.js", "\n"), ("solution/double.js", solution)];
    let slug = Slug::new("double").expect("a slug");
    Exercise::from_files(&slug, files).unwrap_or_else(|problems| panic!("{problems}"))
}

fn judge(wall: Duration) -> Judge {
    let child = || Remote::of(PathBuf::from(env!("CARGO_BIN_EXE_sagabook")), vec![ARGUMENT.into()], wall);
    Judge::of(child(), child(), wall)
}

fn graded(judge: &mut Judge, exercise: &Exercise, answer: &str) -> Report {
    let files = [("double.js".to_owned(), answer.to_owned())].into_iter().collect();
    let submission = Submission::new(&exercise.files, &files);
    judge.grade(exercise, &submission, &Options::default(), &Cancel::new(), &mut |_| {})
}

fn codes(report: &Report) -> Vec<Code> {
    report.findings.iter().map(|finding| finding.code).collect()
}

#[test]
fn an_answer_that_does_not_stop_fails_and_the_next_one_is_judged() {
    let exercise = exercise(RIGHT);
    let mut judge = judge(Duration::from_secs(4));
    let endless = graded(&mut judge, &exercise, ENDLESS);
    assert_eq!((endless.outcome, endless.points), (Outcome::Failed, 0));
    assert_eq!(codes(&endless), [Code::DidNotStop]);
    let right = graded(&mut judge, &exercise, RIGHT);
    assert_eq!((right.outcome, right.points), (Outcome::Passed, 2));
}

#[test]
fn an_exercise_whose_solution_does_not_stop_either_is_ungradable() {
    let report = graded(&mut judge(Duration::from_millis(700)), &exercise(ENDLESS), ENDLESS);
    assert_eq!((report.outcome, report.points), (Outcome::Ungradable, 0));
    assert_eq!(codes(&report), [Code::Machine]);
}

#[test]
fn without_children_nothing_can_be_graded() {
    let wall = Duration::from_secs(2);
    let none = || Remote::of(PathBuf::from("/no/such/program"), Vec::new(), wall);
    let report = graded(&mut Judge::of(none(), none(), wall), &exercise(RIGHT), RIGHT);
    assert_eq!(report.outcome, Outcome::Ungradable);
}

#[test]
fn children_that_die_are_no_way_to_pass() {
    let wall = Duration::from_secs(2);
    let dead = || Remote::of(PathBuf::from("/bin/false"), Vec::new(), wall);
    let report = graded(&mut Judge::of(dead(), judge_child(wall), wall), &exercise(RIGHT), RIGHT);
    // The solution's child dies as well: this machine cannot grade.
    assert_eq!(report.outcome, Outcome::Ungradable);
}

fn judge_child(wall: Duration) -> Remote {
    Remote::of(PathBuf::from(env!("CARGO_BIN_EXE_sagabook")), vec![ARGUMENT.into()], wall)
}

#[test]
fn a_cancelled_grading_is_no_verdict() {
    let exercise = exercise(RIGHT);
    let files = [("double.js".to_owned(), RIGHT.to_owned())].into_iter().collect();
    let cancel = Cancel::new();
    cancel.cancel();
    let submission = Submission::new(&exercise.files, &files);
    let report =
        judge(Duration::from_secs(20)).grade(&exercise, &submission, &Options::default(), &cancel, &mut |_| {});
    assert_eq!(report.outcome, Outcome::Ungradable);
}

/// A report in a child's output would be no use: what comes back is values, and the parent compares them.
#[test]
fn the_answer_cannot_say_that_it_passed() {
    let forged = "export function double(n) { return { outcome: 'passed', findings: [], load: null }; }\n\
                  print('{\"outcome\":\"passed\"}'); Object.prototype.passed = true; globalThis.failing = () => [];";
    let report = graded(&mut judge(Duration::from_secs(20)), &exercise(RIGHT), forged);
    assert_eq!((report.outcome, report.points), (Outcome::Failed, 0));
}
