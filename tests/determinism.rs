//! The same answer, seed and content give the same report, whatever the machine looks like.

mod common;

use common::{exercises, json, root, sagabook};
use serde_json::Value;

fn without_time(mut document: Value) -> Value {
    for result in document["results"].as_array_mut().expect("results") {
        result.as_object_mut().expect("an object").remove("elapsed_ms");
    }
    document
}

/// Grades a folder of submissions, one a folder, and gives the document.
fn all(
    home: &std::path::Path,
    answers: &std::path::Path,
    more: &[&str],
    change: impl Fn(&mut std::process::Command),
) -> Value {
    let mut command = sagabook(home);
    command.args(["check", "--all", "--format", "json", "--answer"]).arg(answers).args(more);
    change(&mut command);
    without_time(json(&command.output().expect("the program starts")))
}

#[test]
fn reports_depend_on_nothing_else() {
    let answers = tempfile::tempdir().expect("a folder");
    for (at, (name, folder)) in exercises(&root()).into_iter().enumerate() {
        // Some right, some wrong.
        let wrong = common::folders(&folder.join("wrong"));
        let from = if at % 2 == 0 { folder.join("solution") } else { wrong[0].clone() };
        common::copy(&from, &answers.path().join(name)).expect("copied");
    }
    let (one, two) = (tempfile::tempdir().expect("a folder"), tempfile::tempdir().expect("a folder"));
    let first = all(one.path(), answers.path(), &[], |_| {});
    let count = first["results"].as_array().expect("results").len();
    assert!(count >= 10, "{count} results");
    let same = all(two.path(), answers.path(), &["--workers", "2"], |command| {
        command.env("TZ", "Asia/Seoul").env("LANG", "tr_TR.UTF-8").env("LC_ALL", "C").env("HOME", two.path());
        command.current_dir(two.path());
    });
    assert_eq!(first, same);

    let other = all(one.path(), answers.path(), &["--seed", "2"], |_| {});
    let verdicts = |document: &Value| -> Vec<(String, String, Vec<String>)> {
        let results = document["results"].as_array().expect("results").iter();
        results.map(|r| (r["exercise"].to_string(), r["outcome"].to_string(), common::checks(r, "failed"))).collect()
    };
    assert_eq!(verdicts(&first), verdicts(&other));
    assert_ne!(first["results"], other["results"], "another seed, other data in the evidence");
}
