//! `list`, `show`, `glossary`, `init`, `hint`, `solution`, `reset`.

use serde_json::Value as Json;

use super::{Shell, answer};

fn keys(json: &Json) -> Vec<&str> {
    json.as_object().unwrap().keys().map(String::as_str).collect()
}

#[test]
fn the_list_as_json_has_its_keys_in_order() {
    let shell = Shell::new();
    let json: Json = serde_json::from_str(&shell.exits(0, &["list", "tests", "--json"]).out).unwrap();
    assert_eq!(keys(&json), ["format", "chapters", "concepts"]);
    let chapter = &json["chapters"][0];
    assert_eq!(keys(chapter), ["id", "folder", "title", "lessons", "exercises"]);
    assert_eq!(keys(&chapter["lessons"][0]), ["slug", "title", "minutes", "languages", "concepts"]);
    let exercise = &chapter["exercises"][0];
    assert_eq!(
        keys(exercise),
        ["slug", "title", "kind", "difficulty", "points", "languages", "concepts", "checks", "folder"]
    );
    assert_eq!((&exercise["points"], &exercise["kind"]), (&Json::from(3), &Json::from("quiz")));
    let concepts = json["concepts"].as_array().unwrap();
    let concept = concepts.iter().find(|concept| concept["id"] == "test.seeing").unwrap();
    assert_eq!(keys(concept), ["id", "practised", "lessons", "exercises"]);
    assert_eq!(concept["lessons"], serde_json::json!(["plain"]));
}

#[test]
fn documents_for_programs_do_not_follow_the_machine() {
    let shell = Shell::new();
    for args in [&["list", "--json"][..], &["show", "two-questions", "--json"], &["progress", "--json"]] {
        let plain = shell.exits(0, args).out;
        let korean = shell.command(args).env("LANG", "ko_KR.UTF-8").env("TZ", "Asia/Seoul").output().unwrap();
        assert_eq!(super::ran(&korean).out, plain, "{args:?}");
    }
    let titles = |lang: &str| shell.exits(0, &["--lang", lang, "list", "--json"]).out;
    assert_ne!(titles("en"), titles("ko"));
}

#[test]
fn an_exercise_is_shown() {
    let shell = Shell::new();
    let text = shell.exits(0, &["show", "two-questions"]).out;
    insta::assert_snapshot!(text.replace(&shell.home().display().to_string(), "HOME"));
    let json: Json = serde_json::from_str(&shell.exits(0, &["show", "two-questions", "--json"]).out).unwrap();
    assert_eq!(json["files"], serde_json::json!(["answer.toml"]));
    assert_eq!(json["checks"][0]["name"], "sky");
    assert!(json["starter"]["answer.toml"].as_str().unwrap().contains("sky"));
}

#[test]
fn the_rows_of_an_exercise_are_shown() {
    let shell = Shell::new();
    let shop = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/screens/pack");
    let text = shell.exits(0, &["--pack", shop, "show", "count-orders"]).out;
    let rows: Vec<&str> = text.lines().skip_while(|line| *line != "orders").take(6).collect();
    assert_eq!(rows.len(), 6, "{text}");
    assert!(rows[1].contains("id") && rows[1].contains("status") && rows[5].contains("PENDING"), "{text}");
    let json: Json =
        serde_json::from_str(&shell.exits(0, &["--pack", shop, "show", "count-orders", "--json"]).out).unwrap();
    let rows = serde_json::json!([[1, "PAID"], [2, "PENDING"], [3, "PENDING"]]);
    let table = serde_json::json!([{ "table": "orders", "columns": ["id", "status"], "rows": rows }]);
    assert_eq!(json["shown"], table);
    let quiz: Json = serde_json::from_str(&shell.exits(0, &["show", "two-questions", "--json"]).out).unwrap();
    assert_eq!(quiz["shown"], serde_json::json!([]));
}

#[test]
fn the_tables_of_every_service_are_shown() {
    let shell = Shell::new();
    let text = shell.exits(0, &["show", "saga-orchestration"]).out;
    for line in ["payments: setup/payments.sql", "│ CREATE TABLE charges (", "payments: given/payments.js"] {
        assert!(text.lines().any(|other| other == line), "{line}: {text}");
    }
    let json: Json = serde_json::from_str(&shell.exits(0, &["show", "saga-orchestration", "--json"]).out).unwrap();
    assert_eq!(json["services"]["payments"], serde_json::json!(["given/payments.js", "setup/payments.sql"]));
    assert!(json["given"]["setup/payments.sql"].as_str().unwrap().contains("CREATE TABLE charges"));
    shell.exits(0, &["init", "ws"]);
    let task = std::fs::read_to_string(shell.path("ws/saga-orchestration/TASK.md")).unwrap();
    assert!(task.contains("\n### `payments`: `setup/payments.sql`\n\n```sql\nCREATE TABLE answers ("), "{task}");
    let task = std::fs::read_to_string(shell.path("ws/write-skew/TASK.md")).unwrap();
    assert!(task.contains("`setup/roster.json`\n\n```json\n"), "{task}");
}

#[test]
fn hints_come_one_at_a_time() {
    let shell = Shell::new();
    let hints = |next: bool| {
        let args: &[&str] = if next { &["hint", "two-questions", "--next"] } else { &["hint", "two-questions"] };
        shell.exits(0, args).out.lines().count()
    };
    assert_eq!([hints(false), hints(false), hints(true), hints(false), hints(true), hints(true)], [1, 1, 2, 2, 3, 3]);
}

#[test]
fn the_solution_solves_and_is_marked_as_seen() {
    let shell = Shell::new();
    let solution = shell.exits(0, &["solution", "two-questions"]).out;
    let file = shell.write("a.toml", &solution).display().to_string();
    shell.exits(0, &["check", "two-questions", "--answer", &file]);
    let progress: Json = serde_json::from_str(&shell.exits(0, &["progress", "--json"]).out).unwrap();
    let chapters = progress["chapters"].as_array().unwrap();
    let exercise = chapters.iter().find(|chapter| chapter["chapter"] == "tests").unwrap()["exercises"][0].clone();
    assert_eq!((&exercise["solution_seen"], &exercise["attempts"]), (&Json::from(true), &Json::from(0)));
}

#[test]
fn a_workspace_is_made_used_and_reset() {
    let shell = Shell::new();
    shell.exits(0, &["init", "ws"]);
    let file = shell.path("ws/two-questions/answer.toml");
    assert_eq!(
        std::fs::read_to_string(&file).unwrap(),
        std::fs::read_to_string(answer("starter/answer.toml")).unwrap()
    );
    assert!(shell.path("ws/two-questions/TASK.md").exists());
    // Files that a task names come along with it, and nothing that only the program reads.
    let task = std::fs::read_to_string(shell.path("ws/snapshot-law/TASK.md")).unwrap();
    assert!(task.contains("\n### `setup/a-page-too-early.json`\n\n```json\n["), "{task}");
    assert!(!task.contains("{#"), "{task}");
    std::fs::copy(answer("solution/answer.toml"), &file).unwrap();
    let inside = |args: &[&str]| {
        let mut command = shell.command(args);
        command.current_dir(shell.path("ws/two-questions"));
        super::ran(&command.output().unwrap())
    };
    assert_eq!(inside(&["check", "two-questions"]).code, 0);
    // A second time nothing is overwritten.
    shell.exits(0, &["init", "ws"]);
    assert_eq!(inside(&["check", "two-questions"]).code, 0);
    assert!(inside(&["list", "tests"]).out.contains("✔ two-questions"));
    assert_eq!(inside(&["reset", "two-questions"]).code, 0);
    assert_eq!(inside(&["check", "two-questions"]).code, 1);
    let archived = shell.home().join("archive/two-questions/1/answer.toml");
    assert_eq!(
        std::fs::read_to_string(archived).unwrap(),
        std::fs::read_to_string(answer("solution/answer.toml")).unwrap()
    );
}

#[test]
fn the_glossary_knows_names_ids_and_parts() {
    let shell = Shell::new();
    for term in ["Seeing", "test.seeing", "SEEING"] {
        insta::allow_duplicates! {
            insta::assert_snapshot!(shell.exits(0, &["glossary", term]).out, @r"
            Seeing  test.seeing
              What a test does.
              sagabook read plain
            ");
        }
    }
}

#[test]
fn words_are_found_where_they_are() {
    let shell = Shell::new();
    let found = shell.exits(0, &["search", "what", "a TEST do"]).out;
    let first: Vec<&str> = found.lines().take(3).collect();
    assert_eq!(first, ["Seeing", "  What a test does.", "  sagabook glossary test.seeing"]);
    assert!(shell.exits(0, &["search", "a test does", "--color", "always"]).out.contains("\u{1b}[1m"));
    assert!(shell.exits(2, &["search", "\u{1b}[31m"]).err.contains("Nothing has all of `␛[31m`."));
}

#[test]
fn the_doctor_looks_at_everything() {
    let shell = Shell::new();
    let healthy = shell.exits(0, &["doctor"]);
    assert!(healthy.out.contains("in force"), "{}", healthy.out);
    assert!(!shell.home().exists(), "looking makes nothing");
    shell.write("home/settings.toml", "theme = \"sepia\"\n");
    let ran = shell.exits(2, &["doctor"]);
    assert!(ran.out.contains("settings.toml:1:9: “theme” cannot have this value"), "{}", ran.out);
    shell.write("home/settings.toml", "language = \"ko\"\n");
    assert!(shell.exits(0, &["doctor"]).out.contains("언어"));
    std::fs::remove_file(shell.path("home/settings.toml")).unwrap();
    shell.write("home/keys.toml", "[home]\nopn = [\"o\"]\nquit = [\"c\"]\n");
    let ran = shell.exits(2, &["doctor"]);
    for fault in ["keys.toml:2:1: There is no action “opn”", "keys.toml:3:9: “\"c\"” would do two things here"]
    {
        assert!(ran.out.contains(fault), "{}", ran.out);
    }
    std::fs::remove_file(shell.path("home/keys.toml")).unwrap();
    shell.write("home/progress.db", vec![7; 5000]);
    let damaged = shell.exits(0, &["doctor"]);
    assert!(damaged.out.contains("was damaged") || damaged.err.contains("was damaged"), "{}", damaged.out);
}

#[test]
fn a_pack_is_begun_and_verified() {
    let shell = Shell::new();
    let made = shell.exits(0, &["pack", "new", "mine"]).out;
    assert!(made.lines().any(|line| line == "mine/pack.toml"), "{made}");
    shell.exits(2, &["pack", "new", "mine"]);
    let json: Json = serde_json::from_str(&shell.exits(0, &["pack", "verify", "mine", "--json"]).out).unwrap();
    assert_eq!(keys(&json), ["format", "exercises", "lessons", "wrong", "alternatives", "gradings", "problems"]);
    assert_eq!((&json["exercises"], &json["problems"]), (&Json::from(1), &serde_json::json!([])));
    // A planted fault is named with its file and line.
    std::fs::remove_file(shell.path("mine/exercises/01-first-chapter/give-back/solution/give-back.sql")).unwrap();
    let ran = shell.exits(2, &["pack", "verify", "mine"]);
    assert!(ran.out.contains("exercises/01-first-chapter/give-back/"), "{}", ran.out);
    let mut inside = shell.command(&["pack", "verify"]);
    inside.current_dir(shell.path("mine"));
    assert_eq!(super::ran(&inside.output().unwrap()).code, 2, "the current folder is a pack");
}
