//! Every verdict of the built-in pack from outside: starters, solutions, alternatives, solutions laid out anew, constants
//! instead of queries; and the pack whose wrong answers fail in one moment, order or history only.

mod common;

use std::fs;
use std::path::Path;

use common::{check, checks, exercises, findings, folders, root};

const LOAD: [&str; 9] =
    ["syntax", "load", "missing-file", "unknown-file", "not-text", "too-large", "fuel", "memory", "did-not-stop"];

#[test]
fn starters_fail_by_a_check_and_solutions_pass() {
    let home = tempfile::tempdir().expect("a folder");
    let all = exercises(&root());
    assert!(all.len() >= 10, "{} exercises", all.len());
    for (name, folder) in all {
        let (code, result) = check(home.path(), &name, &folder.join("starter"), &[]);
        assert_eq!((code, result["outcome"].as_str()), (1, Some("failed")), "starter of {name}: {result}");
        assert!(!checks(&result, "failed").is_empty(), "starter of {name}");
        for finding in findings(&result) {
            let code = finding["code"].as_str().expect("a code");
            assert!(!LOAD.contains(&code), "starter of {name}: {finding}");
        }
        for answer in std::iter::once(folder.join("solution")).chain(folders(&folder.join("alt"))) {
            let (code, result) = check(home.path(), &name, &answer, &[]);
            assert_eq!((code, result["outcome"].as_str()), (0, Some("passed")), "{}: {result}", answer.display());
        }
    }
}

#[test]
fn a_solution_laid_out_anew_passes() {
    let home = tempfile::tempdir().expect("a folder");
    for (name, folder) in exercises(&root()) {
        let answer = tempfile::tempdir().expect("a folder");
        for file in fs::read_dir(folder.join("solution")).expect("a solution") {
            let path = file.expect("an entry").path();
            let text = fs::read_to_string(&path).expect("text");
            let comment = match path.extension().and_then(|ext| ext.to_str()) {
                Some("sql") => "-- another hand wrote this\r\n\r\n",
                Some("js") => "// another hand wrote this\r\n\r\n",
                _ => "# another hand wrote this\r\n\r\n",
            };
            let anew = format!("{comment}{}\r\n\r\n", text.replace('\n', "   \r\n\r\n"));
            fs::write(answer.path().join(path.file_name().expect("a name")), anew).expect("written");
        }
        let (code, result) = check(home.path(), &name, answer.path(), &[]);
        assert_eq!(code, 0, "{name}: {result}");
    }
}

#[test]
fn rows_printed_as_constants_fail_and_the_dataset_is_named() {
    let home = tempfile::tempdir().expect("a folder");
    let answer = tempfile::tempdir().expect("a folder");
    let folder = root().join("exercises/01-introduction/first-query");
    let shown = {
        let (_, result) = check(home.path(), "first-query", &folder.join("starter"), &[]);
        result["cases"].as_u64().expect("cases")
    };
    assert!(shown >= 6, "{shown} datasets");
    let files = fs::read_dir(folder.join("solution")).expect("a solution");
    let file = files.map(|file| file.expect("an entry").file_name()).next().expect("one file");
    let mut agreed = 0;
    for constant in 0..=12 {
        fs::write(answer.path().join(&file), format!("SELECT {constant} AS pending;\n")).expect("written");
        let (code, result) = check(home.path(), "first-query", answer.path(), &[]);
        assert_eq!(code, 1, "{constant}: {result}");
        let found = findings(&result);
        let told = found.iter().any(|finding| {
            finding["evidence"].to_string().contains("generated")
                || finding["message"].to_string().contains("generated")
        });
        agreed += usize::from(told);
    }
    assert!(agreed >= 1, "the constant that fits the rows shown is told by a generated dataset");
}

fn telling() -> String {
    root().join("tests/packs/telling").display().to_string()
}

fn wrong(exercise: &str, name: &str) -> serde_json::Value {
    let home = tempfile::tempdir().expect("a folder");
    let folder = Path::new(&telling()).join("exercises/01-moments").join(exercise).join("wrong").join(name);
    let (code, result) = check(home.path(), exercise, &folder, &["--pack", &telling()]);
    assert_eq!(code, 1, "{exercise}/{name}: {result}");
    result
}

#[test]
fn a_moment_is_named() {
    for (name, statement) in [("debits-first", "1"), ("logs-first", "2")] {
        let result = wrong("move-three", name);
        assert_eq!(checks(&result, "failed"), ["never-torn"]);
        let message = findings(&result)[0]["message"].to_string();
        assert!(message.contains(statement), "{name}: {message}");
    }
}

#[test]
fn an_order_is_named() {
    let result = wrong("hold-a-seat", "frees-what-expired");
    assert_eq!(checks(&result, "failed"), ["paid-stays-sold"]);
    let evidence = findings(&result)[0]["evidence"].to_string();
    assert!(evidence.contains("ABAB"), "{evidence}");
}

#[test]
fn a_history_is_shrunk() {
    let result = wrong("three-events", "captures-what-is-free");
    assert_eq!(checks(&result, "failed"), ["same-states"]);
    let finding = findings(&result)[0].to_string();
    let at = |word: &str| finding.find(word).unwrap_or_else(|| panic!("{word} in {finding}"));
    assert!(at("Held") < at("Released") && at("Released") < at("Captured"), "{finding}");
    for word in ["Held", "Released"] {
        assert_eq!(finding.matches(&format!("\\\"{word}\\\"")).count(), 1, "{finding}");
    }
}

#[test]
fn the_built_in_pack_verifies() {
    let home = tempfile::tempdir().expect("a folder");
    let output = common::run(home.path(), &["pack", "verify", "--json"]);
    let document = common::json(&output);
    assert_eq!(output.status.code(), Some(0), "{document:#}");
    let count = |name: &str| document[name].as_u64().unwrap_or(0);
    assert!(count("lessons") >= 8 && count("exercises") >= 10, "{document}");
    assert!(count("wrong") >= 5 * count("exercises"), "{document}");
    assert!(count("gradings") >= 4 * count("wrong"), "every answer with three seeds and once again: {document}");
}
