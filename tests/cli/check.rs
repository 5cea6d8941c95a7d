//! `check`: verdicts, forms, and answers that are no answers.

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::Stdio;

use serde_json::Value as Json;

use super::{Shell, answer};

#[test]
fn verdicts_have_exit_codes() {
    let shell = Shell::new();
    for (name, code) in [("solution", 0), ("starter", 1), ("wrong/both", 1), ("wrong/second", 1)] {
        shell.exits(code, &["check", "two-questions", "--answer", &answer(name)]);
    }
    assert!(!shell.home().exists(), "judging a given answer keeps nothing");
}

#[test]
fn every_form_of_a_report() {
    let shell = Shell::new();
    let wrong = answer("wrong/second");
    let check = |format: &str| {
        let out = shell.exits(1, &["check", "two-questions", "--answer", &wrong, "--format", format]).out;
        let mut out = regex_free(&out, "\"elapsed_ms\": ", ',');
        out = regex_free(&out, "\"content\": \"", '"');
        regex_free(&out, " time=\"", '"')
    };
    insta::assert_snapshot!("report-text", check("text"));
    insta::assert_snapshot!("report-json", check("json"));
    insta::assert_snapshot!("report-junit", check("junit"));
    insta::assert_snapshot!("report-tap", check("tap"));
}

/// `text` with what stands between `before` and the next `after` replaced by `…`.
fn regex_free(text: &str, before: &str, after: char) -> String {
    let mut parts = text.split(before);
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let rest = part.find(after).map_or("", |at| &part[at..]);
        out.push_str(&format!("{before}…{rest}"));
    }
    out
}

#[test]
fn two_runs_are_equal_but_for_the_time() {
    let shell = Shell::new();
    let wrong = answer("wrong/both");
    let args = ["check", "two-questions", "--answer", &wrong, "--format", "json"];
    let first = regex_free(&shell.exits(1, &args).out, "\"elapsed_ms\": ", ',');
    let mut elsewhere = shell.command(&args);
    elsewhere.args(["--workers", "3"]).current_dir("/").envs([
        ("LANG", "ko_KR.UTF-8"),
        ("TZ", "Asia/Seoul"),
        ("HOME", "/nonexistent"),
        ("SAGABOOK_HOME", "/nonexistent"),
    ]);
    assert_eq!(regex_free(&super::ran(&elsewhere.output().unwrap()).out, "\"elapsed_ms\": ", ','), first);
}

/// The results of `check --all` in JSON, by exercise.
fn results(json: &str) -> Vec<(String, String, Vec<String>)> {
    let json: Json = serde_json::from_str(json).unwrap();
    let codes = |result: &Json| {
        let findings = result["findings"].as_array().unwrap();
        findings.iter().map(|finding| finding["code"].as_str().unwrap().to_owned()).collect()
    };
    json["results"]
        .as_array()
        .unwrap()
        .iter()
        .map(|result| {
            let text = |key: &str| result[key].as_str().unwrap().to_owned();
            (text("exercise"), text("outcome"), codes(result))
        })
        .collect()
}

#[test]
fn all_with_a_folder_fails_what_is_missing() {
    let shell = Shell::new();
    std::fs::create_dir_all(shell.path("given/two-questions")).unwrap();
    std::fs::copy(answer("solution/answer.toml"), shell.path("given/two-questions/answer.toml")).unwrap();
    let ran = shell.exits(1, &["check", "--all", "--answer", "given", "--format", "json"]);
    let results = results(&ran.out);
    assert!(results.len() > 1);
    for (exercise, outcome, codes) in results {
        if exercise == "two-questions" {
            assert_eq!((outcome.as_str(), codes.len()), ("passed", 0));
        } else {
            assert_eq!((outcome.as_str(), codes), ("failed", vec!["no-answer".to_owned()]), "{exercise}");
        }
    }
}

#[test]
fn all_without_a_folder_judges_what_was_begun() {
    let shell = Shell::new();
    let file = shell.home().join("answers/two-questions/answer.toml");
    std::fs::create_dir_all(file.parent().unwrap()).unwrap();
    std::fs::copy(answer("wrong/second/answer.toml"), &file).unwrap();
    let ran = shell.exits(1, &["check", "--all", "--format", "json"]);
    assert_eq!(results(&ran.out).len(), 1);
    std::fs::copy(answer("solution/answer.toml"), &file).unwrap();
    shell.exits(0, &["check", "--all"]);
    assert!(shell.exits(0, &["progress"]).out.contains("3/3"));
}

/// Expects the answer at `path` to fail with this code of the whole answer, and nothing to reach the terminal.
#[track_caller]
fn check_hostile(shell: &Shell, path: &Path, code: &str) {
    let path = path.display().to_string();
    let ran = shell.exits(1, &["check", "two-questions", "--answer", &path, "--format", "json"]);
    let found = results(&ran.out);
    assert_eq!(found[0].1, "failed");
    if !code.is_empty() {
        assert_eq!(found[0].2.first().map(String::as_str), Some(code), "{path}");
    }
    for format in ["text", "json", "junit", "tap"] {
        let ran = shell.exits(1, &["check", "two-questions", "--answer", &path, "--format", format]);
        for text in [&ran.out, &ran.err] {
            let obeyed = |c: char| c != '\n' && c.is_control() || matches!(c, '\u{202a}'..='\u{202e}' | '\u{200b}');
            assert!(!text.contains(obeyed), "{format}: {text:?}");
        }
        match format {
            "junit" => {
                let report = quick_junit::Report::deserialize_from_str(&ran.out).unwrap();
                assert!(report.tests >= 2 && report.failures > 0, "{}", ran.out);
            }
            "tap" => check_tap(&ran.out),
            _ => {}
        }
    }
}

/// A version, a plan, and that many results numbered from 1.
#[track_caller]
fn check_tap(text: &str) {
    let mut lines = text.lines();
    assert_eq!(lines.next(), Some("TAP version 14"));
    let plan: usize = lines.next().and_then(|plan| plan.strip_prefix("1..")).unwrap().parse().unwrap();
    let number = |line: &str| {
        let rest = line.strip_prefix("not ").unwrap_or(line).strip_prefix("ok ")?;
        rest.split(' ').next()?.parse::<usize>().ok()
    };
    assert_eq!(lines.filter_map(number).collect::<Vec<_>>(), (1..=plan).collect::<Vec<_>>(), "{text}");
}

#[test]
fn hostile_answers_fail_and_reach_nothing() {
    let shell = Shell::new();
    let at = |name: &str| shell.path(name);
    let mkfifo = |path: &Path| rustix::fs::mkfifoat(rustix::fs::CWD, path, rustix::fs::Mode::from_raw_mode(0o600));
    mkfifo(&at("pipe")).unwrap();
    std::os::unix::fs::symlink(answer("solution/answer.toml"), at("link")).unwrap();
    std::fs::create_dir_all(at("folder/answer.toml")).unwrap();
    std::fs::create_dir_all(at("piped")).unwrap();
    mkfifo(&at("piped/answer.toml")).unwrap();
    std::fs::create_dir_all(at("linked")).unwrap();
    std::os::unix::fs::symlink(answer("solution/answer.toml"), at("linked/answer.toml")).unwrap();
    let escapes = "sky = \"\\u001b[31m\u{1b}[2J\u{202e}\u{9b}31m\"\nprimes = [\"\\u0007\"]\n";
    let nested = "sky = ".to_owned() + &"[".repeat(100_000);
    for (path, code) in [
        (at("pipe"), "not-a-file"),
        (at("link"), "not-a-file"),
        (at("folder"), "not-a-file"),
        (at("piped"), "not-a-file"),
        (at("linked"), "not-a-file"),
        (shell.write("large", vec![b'#'; 12 << 20]), "too-large"),
        (shell.write("latin", b"sky = \"caf\xe9\""), "not-text"),
        (shell.write("nul", b"sky = \"a\0b\""), "not-text"),
        (shell.write("empty", ""), ""),
        (shell.write("escapes", escapes), ""),
        (shell.write("nested", nested), ""),
        (shell.write("extra/answer.toml", "").parent().unwrap().to_owned(), ""),
    ] {
        check_hostile(&shell, &path, code);
    }
    shell.write("more/answer.toml", "");
    let more = shell.write("more/\u{1b}[31mextra.toml", "");
    check_hostile(&shell, more.parent().unwrap(), "unknown-file");
    std::fs::create_dir_all(at("bare")).unwrap();
    check_hostile(&shell, &at("bare"), "missing-file");
}

#[test]
fn folders_of_killed_programs_are_swept() {
    let shell = Shell::new();
    let folder = |name: &str| {
        std::fs::create_dir_all(shell.path("tmp").join(name)).unwrap();
        shell.path("tmp").join(name)
    };
    let age = |name: &str| {
        let hold = std::fs::File::open(folder(name)).unwrap();
        hold.set_modified(hold.metadata().unwrap().modified().unwrap() - std::time::Duration::from_secs(3600)).unwrap();
        hold
    };
    std::fs::write(folder("sagabook-left").join("journal"), "x").unwrap();
    age("sagabook-left");
    let held = age("sagabook-held");
    rustix::fs::flock(&held, rustix::fs::FlockOperation::LockExclusive).unwrap();
    folder("sagabook-young");
    age("another");
    std::os::unix::fs::symlink(shell.path("tmp/another"), shell.path("tmp/sagabook-link")).unwrap();
    let solution = answer("solution");
    let sql = super::pack().join("../../../exercises/01-introduction/first-query/solution").display().to_string();
    let check = |exercise: &str, answer: &str| {
        let mut command = shell.command(&["check", exercise, "--answer", answer]);
        command.env("TMPDIR", shell.path("tmp"));
        assert_eq!(super::ran(&command.output().unwrap()).code, 0);
    };
    check("two-questions", &solution);
    check("first-query", &sql);
    let mut left: Vec<String> = std::fs::read_dir(shell.path("tmp"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    left.sort();
    assert_eq!(left, ["another", "sagabook-held", "sagabook-link", "sagabook-young"]);
}

#[test]
fn a_signal_leaves_nothing_behind() {
    use std::os::unix::process::ExitStatusExt;
    let shell = Shell::new();
    let upper = "WITH RECURSIVE t(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM t)
        SELECT sum(length(upper(hex(zeroblob(120000)) || x))) FROM t";
    let native = shell.write("native.sql", upper).display().to_string();
    let solution = answer("solution");
    std::fs::create_dir(shell.path("tmp")).unwrap();
    let folders = || std::fs::read_dir(shell.path("tmp")).unwrap().count();
    for args in [
        &["check", "first-query", "--answer", &native][..],
        &["check", "two-questions", "--answer", &solution, "--watch"],
        &["pack", "verify"],
    ] {
        let mut command = shell.command(args);
        let mut child = command.env("TMPDIR", shell.path("tmp")).stdout(Stdio::piped()).spawn().unwrap();
        while folders() == 0 {
            assert_eq!(child.try_wait().unwrap(), None, "{args:?}");
            std::thread::yield_now();
        }
        if args.contains(&"--watch") {
            // It waits now.
            let mut lines = BufReader::new(child.stdout.take().unwrap()).lines().map(Result::unwrap);
            lines.find(|line| line.contains("Two questions")).unwrap();
        }
        let id = rustix::process::Pid::from_child(&child);
        rustix::process::kill_process(id, rustix::process::Signal::TERM).unwrap();
        assert_eq!(child.wait().unwrap().signal(), Some(15), "{args:?}");
        assert_eq!(folders(), 0, "{args:?}");
    }
}

#[test]
fn watching_judges_every_save() {
    let shell = Shell::new();
    let file = shell.write("a/answer.toml", std::fs::read(answer("wrong/both/answer.toml")).unwrap());
    let mut child = shell
        .command(&["check", "two-questions", "--answer", "a", "--watch"])
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
    let mut heads = || lines.by_ref().map(Result::unwrap).find(|line| line.contains("Two questions")).unwrap();
    assert!(heads().starts_with('✘'));
    // As an editor saves: another file takes the place.
    std::fs::copy(answer("solution/answer.toml"), shell.path("a/.new")).unwrap();
    std::fs::rename(shell.path("a/.new"), &file).unwrap();
    assert!(heads().starts_with('✔'));
    std::fs::copy(answer("wrong/second/answer.toml"), &file).unwrap();
    assert!(heads().starts_with('✘'));
    child.kill().unwrap();
    child.wait().unwrap();
}
