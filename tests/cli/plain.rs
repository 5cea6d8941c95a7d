//! `--plain`: the course as a dialogue of lines.

use std::io::Write as _;
use std::process::Stdio;

use super::Shell;

/// What is said when these lines are written, and the exit code.
fn dialogue(shell: &Shell, lang: &str, lines: &[&str]) -> (String, Option<i32>) {
    let mut command = shell.command(&["--plain", "--lang", lang]);
    command.env_remove("VISUAL").env_remove("EDITOR");
    let mut child =
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("it starts");
    let mut text = lines.join("\n");
    text.push('\n');
    child.stdin.take().expect("a pipe").write_all(text.as_bytes()).expect("it listens");
    let output = child.wait_with_output().expect("it ends");
    let said = String::from_utf8(output.stdout).expect("it speaks UTF-8");
    assert!(!said.contains('\u{1b}'), "nothing is drawn or moved");
    (said, output.status.code())
}

/// The texts come one after the other.
fn in_order(said: &str, wanted: &[&str]) {
    let mut rest = said;
    for text in wanted {
        let Some(at) = rest.find(text) else { panic!("{text:?} does not come after {wanted:?} in:\n{said}") };
        rest = &rest[at + text.len()..];
    }
}

/// What is written to come to this lesson or exercise.
fn number_of(shell: &Shell, title: &str) -> String {
    let (said, _) = dialogue(shell, "en", &["q"]);
    let line = said.lines().find(|line| line.contains(title)).unwrap_or_else(|| panic!("{title} is not in:\n{said}"));
    line.split('.').next().unwrap_or_default().to_owned()
}

#[test]
fn a_lesson_is_read_and_an_exercise_solved_line_by_line() {
    for (lang, words) in [
        (
            "en",
            [
                "1. Lesson \"One database, many services\"",
                "a. One query",
                "Code, sql:",
                "2 rows:\nid: 2; name: Ada; title: Mug, blue; total: 24000",
                "Not so.",
                "Section: The same shop, cut in services",
                "Table of 5 rows:",
                "Exercise: Count the pending orders",
                "The table orders, 9 rows:\nid: 1; customer_id: 11; status: PENDING;",
                "0 of 5 points",
                "1/3",
                "2 lines are in count.sql.",
                "5 of 5 points",
                "Next: Move stock, all of it or none",
            ],
        ),
        (
            "ko",
            [
                "1. 레슨 “하나의 데이터베이스, 여러 서비스”",
                "a. 쿼리 한 번",
                "코드, sql:",
                "2행:\nid: 2; name: Ada; title: Mug, blue; total: 24000",
                "그렇지 않습니다.",
                "절: 같은 쇼핑몰을 서비스로 나누면",
                "5행짜리 표:",
                "연습 문제: 결제 대기 주문 세기",
                "orders 테이블, 9행:\nid: 1; customer_id: 11; status: PENDING;",
                "점",
                "1/3",
                "count.sql에 2줄을 썼습니다.",
                "점",
                "다음: 재고 이동: 전부 아니면 전무",
            ],
        ),
    ] {
        let shell = Shell::new();
        let (said, code) = dialogue(
            &shell,
            lang,
            &[
                "1",
                "c",
                "",
                "",
                "q",
                "5",
                "check",
                "hint",
                "write",
                "SELECT count(*) FROM orders",
                "WHERE status = 'PENDING';",
                ".",
                "",
                "q",
                "q",
            ],
        );
        in_order(&said, &words);
        assert_eq!(code, Some(0), "{said}");
        shell.exits(0, &["progress", "export", "progress.json"]);
        let kept = std::fs::read_to_string(shell.path("progress.json")).expect("it was written");
        assert!(
            kept.contains("\"missed\"") && kept.contains("one-database-many-services"),
            "the wrong guess is a card"
        );
        let done = shell.exits(0, &["--lang", lang, "list"]).out;
        assert!(done.lines().any(|line| line.contains("first-query") && line.contains('✔')), "{done}");
    }
}

#[test]
fn any_line_is_answered_and_the_end_of_the_input_ends_it() {
    let shell = Shell::new();
    let several_files = number_of(&shell, "Keep out of the neighbour's tables");
    for (lines, says) in [
        (&[""][..], "Lesson: "),
        (&["?"], "Anything else is a command of the shell"),
        (&["0"], "The numbers go from 1 to "),
        (&["99"], "The numbers go from 1 to "),
        (&["\u{1b}[31mx"], "is nothing that can be done here"),
        (&["glossary saga"], "Saga"),
        (&["search outbox"], "outbox"),
        (&["1", "zzz", "?"], "a letter answers"),
        (&["first-query"], "Exercise: Count the pending orders"),
        // The list is not heard again unasked.
        (&["1", "q"], "Done: 0 of "),
        (&["5", "write", "SELECT 1"], "a line with a dot alone ends it"),
        (&["5", "edit"], "No editor is set"),
        (&[&several_files, "write"], "Name one of its files: "),
    ] {
        let (said, code) = dialogue(&shell, "en", lines);
        assert!(said.contains(says), "{lines:?}: {said}");
        assert_eq!(code, Some(0), "{lines:?}");
    }
    // What was begun and not ended is not kept.
    assert!(!dialogue(&shell, "en", &["5", "show"]).0.contains("1: SELECT 1"));
}

#[test]
fn a_lesson_read_to_its_end_is_read() {
    let shell = Shell::new();
    let (said, _) = dialogue(&shell, "en", &[&["1"][..], &[""; 60]].concat());
    assert!(said.contains("That was the lesson."), "{said}");
    let done = shell.exits(0, &["list"]).out;
    assert!(done.lines().any(|line| line.contains("one-database-many-services") && line.contains('✔')), "{done}");
}
