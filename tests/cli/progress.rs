//! Progress from outside: kept, moved, and not in the way where it cannot be kept.

use serde_json::{Value as Json, json};

use super::{Shell, answer};

/// Puts an answer into the data folder and judges it.
fn attempt(shell: &Shell, text: &str) -> i32 {
    shell.write("home/answers/two-questions/answer.toml", text);
    shell.run(&["check", "two-questions"]).code
}

fn exercise(shell: &Shell) -> Json {
    let progress: Json = serde_json::from_str(&shell.exits(0, &["progress", "--json"]).out).unwrap();
    let chapters = progress["chapters"].as_array().unwrap();
    chapters.iter().find(|chapter| chapter["chapter"] == "tests").unwrap()["exercises"][0].clone()
}

#[test]
fn attempts_count_once_an_answer() {
    let shell = Shell::new();
    assert_eq!(attempt(&shell, "sky = \"green\"\nprimes = []\n"), 1);
    assert_eq!(attempt(&shell, "sky = \"green\"\nprimes = []\n"), 1);
    assert_eq!(attempt(&shell, "sky = \"blue\"\nprimes = []\n"), 1);
    assert_eq!(attempt(&shell, &std::fs::read_to_string(answer("solution/answer.toml")).unwrap()), 0);
    let mut found = exercise(&shell);
    assert!(found["passed_at"].is_string());
    found["passed_at"] = Json::Null;
    assert_eq!(
        found,
        json!({
            "exercise": "two-questions", "passed": true, "points": 3, "max_points": 3, "checks_passed": 2, "checks": 2,
            "attempts": 3, "hints": 0, "solution_seen": false, "passed_at": null,
        })
    );
}

#[test]
fn progress_moves_to_another_machine() {
    let (here, there) = (Shell::new(), Shell::new());
    attempt(&here, "sky = \"green\"\nprimes = []\n");
    attempt(&here, &std::fs::read_to_string(answer("solution/answer.toml")).unwrap());
    here.exits(0, &["hint", "two-questions", "--next"]);
    let file = there.path("export.json").display().to_string();
    here.exits(0, &["progress", "export", &file]);
    there.exits(0, &["progress", "import", &file]);
    assert_eq!(exercise(&there), exercise(&here));
    there.exits(0, &["check", "two-questions"]);
    let again = there.path("again.json").display().to_string();
    there.exits(0, &["progress", "export", &again]);
    let (first, second) = (std::fs::read_to_string(&file).unwrap(), std::fs::read_to_string(&again).unwrap());
    assert_eq!(first, second);
    // Once more brings nothing new, and an answer of one's own is not lost.
    there.write("home/answers/two-questions/answer.toml", "sky = \"mine\"\n");
    let said = there.exits(0, &["progress", "import", &file]).out;
    assert!(said.contains("0 attempts, 0 answers"), "{said}");
    let own = there.home().join("answers/two-questions/answer.toml");
    assert_eq!(std::fs::read_to_string(own).unwrap(), "sky = \"mine\"\n");
    assert!(there.home().join("archive/two-questions/1/answer.toml").exists());
}

/// A good export with one thing changed.
fn changed(change: impl FnOnce(&mut Json)) -> String {
    let mut export = json!({
        "format": 1, "sagabook": "0.1.0",
        "attempts": [{
            "exercise": "two-questions", "content": "ab", "answer": "cd", "seed": 1, "effort": "normal",
            "outcome": "failed", "points": 1, "max_points": 3, "checks": 2, "failing": ["sky"], "differs": true, "at": 5
        }],
        "help": { "two-questions": { "hints": 1, "solution_at": null } },
        "lessons": { "plain": { "read_at": 7, "section": "seeing", "offset": 0 } },
        "drafts": [],
        "answers": { "two-questions": { "answer.toml": "sky = \"blue\"" } }
    });
    change(&mut export);
    export.to_string()
}

#[test]
fn hostile_imports_are_refused_whole() {
    let shell = Shell::new();
    let import = |text: &str| {
        shell.write("in.json", text);
        shell.run(&["progress", "import", "in.json"])
    };
    for hostile in [
        String::new(),
        "[".repeat(100_000),
        "{\"format\": 1}".to_owned(),
        "{\"format\": 99}".to_owned(),
        changed(|json| json["more"] = json!(1)),
        changed(|json| json["attempts"][0]["exercise"] = json!("../../x")),
        changed(|json| json["attempts"][0]["outcome"] = json!("ungradable")),
        changed(|json| json["attempts"][0]["points"] = json!(4)),
        changed(|json| json["attempts"][0]["max_points"] = json!(-1)),
        changed(|json| json["attempts"][0]["failing"] = json!(["a b", "c"])),
        changed(|json| json["attempts"][0]["failing"] = json!(["a", "a"])),
        changed(|json| json["attempts"][0]["content"] = json!("\u{1b}[31m")),
        changed(|json| json["attempts"][0]["at"] = json!(i64::MAX)),
        changed(|json| json["attempts"][0]["at"] = json!(-1)),
        changed(|json| json["answers"] = json!({ "x": { "../y": "z" } })),
        changed(|json| json["answers"] = json!({ "x": { "/etc/y": "z" } })),
        changed(|json| json["answers"] = json!({ "x": { ".sagabook": "z" } })),
        changed(|json| json["answers"] = json!({ "../x": { "y": "z" } })),
        changed(|json| json["answers"] = json!({ "x": { "y": "z".repeat(2 << 20) } })),
        changed(|json| json["drafts"] = json!("\u{1b}")),
        changed(|json| json["lessons"] = json!({ "plain": { "read_at": 1, "section": "x".repeat(500), "offset": 0 } })),
    ] {
        let ran = import(&hostile);
        let shown: String = hostile.chars().take(300).collect();
        assert_eq!(ran.code, 2, "{shown}\n{}", ran.err);
        assert!(!ran.err.contains('\x1b'), "{shown}");
        assert_eq!(ran.err.lines().count(), 3, "{}", ran.err);
    }
    assert!(!shell.home().exists(), "nothing was taken");
    assert_eq!(import(&changed(|_| {})).code, 0);
    assert_eq!(exercise(&shell)["attempts"], 1);
    std::os::unix::fs::symlink(shell.path("in.json"), shell.path("link.json")).unwrap();
    shell.exits(2, &["progress", "import", "link.json"]);
}

#[test]
fn a_home_that_cannot_be_written_is_a_warning() {
    let shell = Shell::new();
    shell.write("file", "");
    shell.exits(0, &["init", "ws"]);
    let homeless = |args: &[&str]| {
        let mut command = shell.command(args);
        command.env("SAGABOOK_HOME", shell.path("file/home")).current_dir(shell.path("ws"));
        super::ran(&command.output().unwrap())
    };
    let ran = homeless(&["check", "two-questions"]);
    assert_eq!(ran.code, 1);
    assert!(ran.err.starts_with("warning: Progress cannot be saved"), "{}", ran.err);
    assert!(ran.out.contains("Two questions"));
    for args in [&["list"][..], &["progress"], &["hint", "two-questions"], &["solution", "two-questions"]] {
        assert_eq!(homeless(args).code, 0, "{args:?}");
    }
    assert_eq!(homeless(&["reset", "two-questions"]).code, 3, "without an archive nothing is reset");
    assert_eq!(homeless(&["progress", "import", "../none"]).code, 2);
}

#[test]
fn a_full_disk_is_a_warning() {
    let shell = Shell::new();
    shell.write("home/answers/two-questions/answer.toml", "sky = \"green\"\nprimes = []\n");
    let program = shell.command(&["check", "two-questions"]);
    // No file may grow: what a full disk does, without one.
    let mut limited = std::process::Command::new("sh");
    limited.args(["-c", "trap '' XFSZ; ulimit -f 0; exec \"$0\" \"$@\""]).arg(program.get_program());
    limited.args(program.get_args()).current_dir(shell.folder.path()).env("SAGABOOK_HOME", shell.home());
    let ran = super::ran(&limited.output().unwrap());
    assert_eq!(ran.code, 1, "{}{}", ran.out, ran.err);
    assert!(ran.err.contains("Progress cannot be saved"), "{}", ran.err);
}

#[test]
fn a_damaged_file_is_moved_aside_and_said() {
    let shell = Shell::new();
    shell.write("home/progress.db", vec![0x55; 8192]);
    assert_eq!(attempt(&shell, "sky = \"green\"\nprimes = []\n"), 1);
    assert!(shell.home().join("progress.damaged-1.db").exists());
    assert_eq!(exercise(&shell)["attempts"], 1);
}

#[test]
fn a_newer_file_is_refused_politely() {
    let shell = Shell::new();
    attempt(&shell, "sky = \"green\"\nprimes = []\n");
    let db = rusqlite::Connection::open(shell.home().join("progress.db")).unwrap();
    db.pragma_update(None, "user_version", 99).unwrap();
    drop(db);
    let ran = shell.exits(1, &["check", "two-questions"]);
    assert!(ran.err.contains("is of a newer Sagabook"), "{}", ran.err);
    let ran = shell.exits(2, &["progress"]);
    assert!(ran.err.starts_with("error: ") && ran.out.is_empty(), "{}", ran.err);
}

#[test]
fn several_programs_save_at_once() {
    let shell = Shell::new();
    let folders: Vec<String> = (0..6).map(|n| format!("ws{n}")).collect();
    for (n, folder) in folders.iter().enumerate() {
        shell.exits(0, &["init", folder]);
        shell.write(&format!("{folder}/two-questions/answer.toml"), format!("sky = \"green\" # {n}\nprimes = []\n"));
    }
    let children: Vec<_> = folders
        .iter()
        .map(|folder| {
            let mut command = shell.command(&["check", "two-questions"]);
            command.current_dir(shell.path(folder)).stdout(std::process::Stdio::null()).spawn().unwrap()
        })
        .collect();
    for mut child in children {
        assert_eq!(child.wait().unwrap().code(), Some(1));
    }
    assert_eq!(exercise(&shell)["attempts"], 6);
}
