//! Pipes, colours and refusals of the machine.

use std::process::Stdio;

use super::{Shell, answer};

#[test]
fn a_closed_pipe_is_no_error() {
    let shell = Shell::new();
    let solution = answer("solution");
    for args in [
        &["list"][..],
        &["list", "--json"],
        &["glossary"],
        &["search", "e"],
        &["read", "plain"],
        &["man"],
        &["completions", "bash"],
        &["--help"],
        &["check", "two-questions", "--answer", &solution],
        &["check", "two-questions", "--answer", &solution, "--format", "json"],
    ] {
        let mut child = shell.command(args).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        drop(child.stdout.take());
        let output = child.wait_with_output().unwrap();
        assert_eq!(output.status.code(), Some(0), "{args:?}");
        assert_eq!(String::from_utf8_lossy(&output.stderr), "", "{args:?}");
    }
}

#[test]
fn what_cannot_be_written_is_an_error() {
    let shell = Shell::new();
    for args in [&["list"][..], &["list", "--json"], &["read", "plain"]] {
        let full = std::fs::File::options().write(true).open("/dev/full").unwrap();
        let output = shell.command(args).stdout(full).output().unwrap();
        assert_eq!(output.status.code(), Some(3), "{args:?}");
        assert!(String::from_utf8_lossy(&output.stderr).contains("stdout"), "{args:?}");
    }
}

#[test]
fn colour_is_only_where_it_is_wanted() {
    let shell = Shell::new();
    let colored = |args: &[&str], variables: &[(&str, &str)]| {
        let mut command = shell.command(args);
        command.envs(variables.iter().copied());
        super::ran(&command.output().unwrap()).out.contains('\x1b')
    };
    let list = ["list"];
    assert!(!colored(&list, &[]));
    assert!(!colored(&list, &[("NO_COLOR", "1"), ("CLICOLOR_FORCE", "1")]));
    assert!(colored(&list, &[("CLICOLOR_FORCE", "1")]));
    assert!(!colored(&list, &[("CLICOLOR_FORCE", "0")]));
    assert!(colored(&["--color", "always", "list"], &[("NO_COLOR", "1")]));
    assert!(!colored(&["--color", "never", "list"], &[("CLICOLOR_FORCE", "1")]));
}

#[test]
fn a_lesson_in_a_pipe_is_plain_and_as_wide_as_asked() {
    let shell = Shell::new();
    insta::assert_snapshot!(shell.exits(0, &["read", "plain"]).out);
    insta::assert_snapshot!(shell.exits(0, &["--ascii", "read", "plain", "--width", "30"]).out);
    assert!(!shell.home().exists(), "reading into a pipe keeps nothing");
    let section = shell.exits(0, &["read", "plain#seeing"]).out;
    assert!(section.starts_with("Seeing\n"), "{section}");
    shell.exits(2, &["read", "plain#nothing"]);
}

#[test]
fn a_file_of_an_author_is_read_like_a_lesson() {
    let shell = Shell::new();
    shell.write("draft.md", "## One {#one}\n\nText with `code`.\n");
    assert_eq!(shell.exits(0, &["read", "draft.md"]).out, "One\n\nText with code.\n");
    shell.write("hostile.md", "## One {#one}\n\nA \u{1b}[31m red \u{202e}word.\n");
    let out = shell.run(&["read", "hostile.md"]);
    assert!(!out.out.contains('\x1b') && !out.err.contains('\x1b'));
    assert!(!out.out.contains('\u{202e}') && !out.err.contains('\u{202e}'));
}

#[test]
fn a_story_that_a_lesson_plays_is_told_whole() {
    let shell = Shell::new();
    for (lang, fence, wanted) in [
        (
            "en",
            "exercise=outbox starter fails=every-order-is-paid",
            &["▶ Play", "crashes during placeOrder", "✘ In the end"][..],
        ),
        ("ko", "exercise=outbox", &["▶ 재생", "확인 응답", "모든 것이 멈춤"]),
        ("en", "exercise=outbox fails=every-order-is-paid", &["This story cannot be played."]),
    ] {
        shell.write("draft.md", format!("ABOVE\n\n```sim play {fence}\n```\n\nBELOW\n"));
        let told = shell.exits(0, &["--lang", lang, "read", "draft.md", "--width", "60"]).out;
        let mut rest = told.as_str();
        for words in [&["ABOVE"], wanted, &["BELOW"]].concat() {
            let at = rest.find(words).unwrap_or_else(|| panic!("{words} of {fence}:\n{told}"));
            rest = &rest[at..];
        }
        assert!(told.lines().all(|line| sagabook::base::width(line) <= 60), "{told}");
    }
}
