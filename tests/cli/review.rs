//! Reviews from outside: listed in a pipe, asked at a terminal.

use std::io::{Read, Write};

use portable_pty::{CommandBuilder, PtySize, native_pty_system};
use serde_json::{Value as Json, json};

use super::{Shell, pack};

/// A shell whose reader long ago read a lesson, missed a question and failed a check.
fn shell() -> Shell {
    let shell = Shell::new();
    let export = json!({
        "format": 2, "sagabook": "0.1.0",
        "attempts": [{
            "exercise": "two-questions", "content": "ab", "answer": "cd", "seed": 1, "effort": "normal",
            "outcome": "failed", "points": 2, "max_points": 3, "checks": 2, "failing": ["sky"], "differs": true, "at": 5
        }],
        "help": {},
        "lessons": { "plain": { "read_at": 7, "section": "seeing", "offset": 0 } },
        "drafts": [],
        "missed": { "question gone#away/1": 5 }, "reviews": [],
        "language": null, "answers": {}
    });
    shell.write("in.json", export.to_string());
    shell.exits(0, &["progress", "import", "in.json"]);
    shell
}

fn due(shell: &Shell) -> Vec<Json> {
    let listed: Json = serde_json::from_str(&shell.exits(0, &["review", "--json"]).out).unwrap();
    assert_eq!(listed["format"], 1);
    listed["due"].as_array().unwrap().clone()
}

#[test]
fn what_is_due_is_listed() {
    let shell = shell();
    let due = due(&shell);
    let names: Vec<&str> = due.iter().map(|card| card["card"].as_str().unwrap()).collect();
    assert_eq!(names, ["concept test.seeing", "check two-questions sky"]);
    assert_eq!(
        due[1],
        json!({
            "card": "check two-questions sky", "kind": "check", "due": due[1]["due"], "reviews": 0,
            "from": "Two questions", "ask": "The colour of the sky is named.", "options": [],
            "answer": ["A strong word, code, and a table whose cells are of two widths:"],
            "open": "sagabook read 'plain#seeing'",
        })
    );
    let listed = shell.exits(0, &["review"]).out;
    assert!(listed.starts_with("2 cards to review today\n") && listed.contains("The colour of the sky"), "{listed}");
    assert!(!listed.contains("A strong word"), "an answer is not given away: {listed}");
    assert_eq!(
        Shell::new().exits(0, &["review"]).out,
        "No cards to review today. Lessons read, questions answered wrongly and failed checks make some.\n"
    );
}

/// What a terminal shows when these keys are typed.
fn at_a_terminal(shell: &Shell, keys: &str) -> String {
    let pair = native_pty_system().openpty(PtySize { rows: 24, cols: 80, ..PtySize::default() }).unwrap();
    let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_sagabook"));
    command.env("SAGABOOK_HOME", shell.home());
    command.env_remove("LANG");
    command.args(["--lang", "en", "--color", "never", "--pack"]);
    command.arg(pack());
    command.arg("review");
    command.cwd(shell.home());
    let mut child = pair.slave.spawn_command(command).unwrap();
    drop(pair.slave);
    let (mut out, mut typed) = (pair.master.try_clone_reader().unwrap(), pair.master.take_writer().unwrap());
    typed.write_all(keys.as_bytes()).unwrap();
    let mut said = Vec::new();
    // A terminal that is closed ends in an error on some systems.
    let _ = out.read_to_end(&mut said);
    assert!(child.wait().unwrap().success());
    String::from_utf8(said).unwrap().replace('\r', "")
}

#[test]
fn cards_are_asked_one_by_one_and_come_back_later() {
    let shell = shell();
    // A number that is no rating is asked for again; then there is enough.
    let said = at_a_terminal(&shell, "\n7\n3\nq\n");
    for (words, times) in [("What a test does.", 1), ("1 again  2 hard  3 good  4 easy", 2), ("1 answered, 1 left", 1)]
    {
        assert_eq!(said.matches(words).count(), times, "{words}: {said}");
    }
    let left = due(&shell);
    assert_eq!((left.len(), &left[0]["card"]), (1, &json!("check two-questions sky")));
    let said = at_a_terminal(&shell, "\n1\n");
    assert!(said.contains("1 answered, 0 left"), "{said}");
    assert!(due(&shell).is_empty());
    let said = shell.exits(0, &["review"]).out;
    assert!(said.starts_with("No cards to review today; the next are due on "), "{said}");
}
