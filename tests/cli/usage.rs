//! Wrong usage, and things that are not there.

use super::{Shell, answer};

/// Expects exit code 2, nothing on standard output, and `says` among three lines on standard error.
#[track_caller]
fn check_refused(shell: &Shell, args: &[&str], says: &str) {
    let ran = shell.exits(2, args);
    assert_eq!(ran.out, "", "{args:?}");
    assert!(ran.err.contains(says), "{args:?}: {}", ran.err);
    assert_eq!(ran.err.lines().count(), 3, "{args:?}: what, where, what to do: {}", ran.err);
}

#[test]
fn what_is_not_there_is_said_with_what_to_do() {
    let shell = Shell::new();
    let solution = answer("solution");
    let nowhere = shell.path("nowhere").display().to_string();
    let cases: &[(&[&str], &str)] = &[
        (&["show", "two-qestions"], "Did you mean `two-questions`?"),
        (&["check", "two_questions"], "Did you mean `two-questions`?"),
        (&["hint", "qqqqqqqq"], "`sagabook list` lists all."),
        (&["solution", "\u{1b}[31m"], "`␛[31m`"),
        (&["reset", ""], "There is no exercise ``."),
        (&["list", "test"], "Did you mean `tests`?"),
        (&["read", "plane"], "Did you mean `plain`?"),
        (&["read", "two-questions"], "`sagabook show two-questions` shows it."),
        (&["read", "./none.md"], "none.md"),
        (&["glossary", "seein"], "Seeing"),
        (&["glossary", "zzzzzz"], "`sagabook glossary` lists all."),
        (&["check", "two-questions"], "There is no answer to `two-questions` yet."),
        (&["check", "--all"], "There is no answer to judge."),
        (&["check", "two-questions", "--answer", &nowhere], "There is nothing here."),
        (&["check", "--all", "--answer", &nowhere], "There is nothing here."),
        (&["check", "two-questions", "--watch", "--format", "json", "--answer", &solution], "--watch"),
        (&["--lang", "xx", "list"], "There are: en, ko."),
        (&["progress", "import", &nowhere], "There is nothing here."),
        (&["pack", "verify", &nowhere], "There is nothing here."),
    ];
    for (args, says) in cases {
        if *args == ["glossary", "seein"] {
            // A part of a term finds it.
            assert!(shell.exits(0, args).out.contains(says));
        } else {
            check_refused(&shell, args, says);
        }
    }
}

#[test]
fn wrong_usage_exits_with_2() {
    let shell = Shell::new();
    for args in [
        &["lits"][..],
        &["check"],
        &["check", "--all", "two-questions"],
        &["check", "two-questions", "--effort", "most"],
        &["check", "two-questions", "--seed", "-1"],
        &["check", "two-questions", "--workers", "0"],
        &["read"],
        &["list", "--jsno"],
        &["--lang", "EN", "list"],
        &["--color", "green", "list"],
        &["completions", "cmd"],
        &["progress", "--json", "export", "x"],
    ] {
        let ran = shell.exits(2, args);
        assert_eq!(ran.out, "", "{args:?}");
        assert!(ran.err.starts_with("error: "), "{args:?}: {}", ran.err);
        assert_eq!(ran.err.lines().count(), 3, "{args:?}: what, where, what to do: {}", ran.err);
        let korean: Vec<&str> = ["--lang", "ko"].iter().chain(args).copied().collect();
        let ran = shell.exits(2, &korean);
        assert!(ran.err.starts_with("오류: ") || args.contains(&"EN"), "{args:?}: {}", ran.err);
    }
}

#[test]
fn errors_speak_the_language() {
    let shell = Shell::new();
    let ran = shell.exits(2, &["--lang", "ko", "show", "two-qestions"]);
    assert!(ran.err.starts_with("오류: ") && ran.err.contains("혹시 `two-questions`입니까?"), "{}", ran.err);
    let by_locale = shell.command(&["show", "nichts"]).env("LANG", "ko_KR.UTF-8").output().unwrap();
    assert!(super::ran(&by_locale).err.starts_with("오류: "));
}

#[test]
fn without_a_terminal_one_line_says_what_to_use() {
    let shell = Shell::new();
    let ran = shell.exits(2, &[]);
    assert_eq!((ran.out.as_str(), ran.err.lines().count()), ("", 1));
    assert!(ran.err.contains("`sagabook --plain`") && ran.err.contains("`list`"), "{}", ran.err);
}

#[test]
fn a_broken_pack_is_named_with_its_place() {
    let shell = Shell::new();
    let broken = shell.path("broken");
    shell.write("broken/pack.toml", "format = 1\nid = \"x\"\nlanguages = [\"en\"]\ncolour = 1\n[title]\nen = \"x\"\n");
    let ran = shell.exits(2, &["--pack", &broken.display().to_string(), "list"]);
    let lines: Vec<&str> = ran.err.lines().collect();
    assert_eq!(lines[0], "error: There is no field “colour” here.");
    assert!(lines[1].starts_with("  at ") && lines[1].contains("pack.toml:4:1"), "{}", ran.err);
    assert_eq!(lines[2..], ["  There are: format, id, languages, title."]);
    assert_eq!(ran.out, "");
    shell.write("broken/pack.toml", "format = 1\nid = \"x\"\nlanguages = [\"en\"]\n[title]\nen = \"x\"\n");
    shell.write("broken/lessons/concepts.toml", "format = 1\n[concepts]\n");
    shell.write("broken/lessons/stray.txt", "x");
    let ran = shell.exits(2, &["pack", "verify", &broken.display().to_string()]);
    let lines: Vec<&str> = ran.out.lines().collect();
    assert_eq!(
        lines[..3],
        [
            "✘ Nothing asks for the file “lessons/stray.txt”.",
            "  at lessons/stray.txt:1:1",
            "  Take it out, or put it where it belongs."
        ],
        "{}",
        ran.out
    );
}
