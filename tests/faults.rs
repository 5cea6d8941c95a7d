//! Faults planted one by one in a pack that verifies: `pack verify` names each with its file and line.
//!
//! `cargo test --test faults -- --nocapture` prints them with what is said of each.

mod common;

use std::io::Write as _;
use std::path::Path;
use std::{fs, io};

use common::{copy, json, root, run};

const TASK: &str = "exercises/01-moments/move-three";
const LESSON: &str = "lessons/01-moments/01-moments";

/// The small pack in two languages, with one exercise.
fn pack(folder: &Path) -> io::Result<()> {
    copy(&root().join("tests/packs/telling"), folder)?;
    for other in ["hold-a-seat", "three-events", "merge-tags"] {
        fs::remove_dir_all(folder.join("exercises/01-moments").join(other))?;
    }
    edit(folder, "pack.toml", r#"languages = ["en"]"#, r#"languages = ["en", "ko"]"#)?;
    edit(folder, "pack.toml", "[title]\n", "[title]\nko = \"이야기\"\n")?;
    edit(
        folder,
        "lessons/concepts.toml",
        "home = \"moments\"\n",
        "home = \"moments\"\nko = { name = \"순간\", is = \"실수가 드러나는 한 순간.\" }\n",
    )?;
    let chapter = "lessons/01-moments/chapter.toml";
    edit(folder, chapter, r#", "hold-a-seat", "three-events", "merge-tags""#, "")?;
    edit(folder, chapter, "[title]\n", "[title]\nko = \"순간\"\n")?;
    edit(folder, chapter, "[summary]\n", "[summary]\nko = \"한 순간이 말한다.\"\n")?;
    for (from, to) in [("text.en.toml", "text.ko.toml"), ("task.en.md", "task.ko.md"), ("after.en.md", "after.ko.md")] {
        fs::copy(folder.join(TASK).join(from), folder.join(TASK).join(to))?;
    }
    fs::copy(folder.join(LESSON).join("en.md"), folder.join(LESSON).join("ko.md"))?;
    Ok(())
}

/// Replaces text that must be there.
fn edit(folder: &Path, file: &str, from: &str, to: &str) -> io::Result<()> {
    let path = folder.join(file);
    let text = fs::read_to_string(&path)?;
    assert!(text.contains(from), "{file} holds {from:?}");
    fs::write(path, text.replacen(from, to, 1))
}

/// What is done to the pack.
enum Plant {
    /// Text replaced in a file: file, from, to.
    Edit(&'static str, &'static str, &'static str),
    /// A file written.
    Write(&'static str, &'static str),
    /// A file or folder removed.
    Remove(&'static str),
    /// A file or folder copied over another.
    Copy(&'static str, &'static str),
    /// A symbolic link made to an absolute path.
    Link(&'static str),
}

fn plant(folder: &Path, plant: &Plant) -> io::Result<()> {
    match plant {
        Plant::Edit(file, from, to) => edit(folder, file, from, to),
        Plant::Write(file, text) => {
            let path = folder.join(file);
            fs::create_dir_all(path.parent().expect("a file has a folder"))?;
            fs::write(path, text)
        }
        Plant::Remove(path) => {
            let path = folder.join(path);
            if path.is_dir() { fs::remove_dir_all(path) } else { fs::remove_file(path) }
        }
        Plant::Copy(from, to) => copy(&folder.join(from), &folder.join(to)),
        Plant::Link(path) => std::os::unix::fs::symlink("/etc/hostname", folder.join(path)),
    }
}

/// The line of the first occurrence of a text in a file, from 1.
fn line_of(folder: &Path, file: &str, text: &str) -> u64 {
    let content = fs::read_to_string(folder.join(file)).unwrap_or_default();
    let at = content.lines().position(|line| line.contains(text));
    at.map_or_else(|| panic!("{text:?} is in {file}"), |at| at as u64 + 1)
}

#[test]
fn the_pack_without_faults_verifies() {
    let folder = tempfile::tempdir().expect("a folder");
    pack(folder.path()).expect("a pack");
    let output = run(folder.path(), &["pack", "verify", &folder.path().display().to_string(), "--json"]);
    assert_eq!(output.status.code(), Some(0), "{}", json(&output));
    let document = json(&output);
    assert_eq!((document["exercises"].as_u64(), document["wrong"].as_u64()), (Some(1), Some(3)), "{document}");
}

#[test]
fn every_fault_is_named_with_file_and_line() {
    use Plant::{Copy, Edit, Link, Remove, Write};
    let text = "exercises/01-moments/move-three/text.ko.toml";
    let manifest = "exercises/01-moments/move-three/exercise.toml";
    let english = "lessons/01-moments/01-moments/en.md";
    let korean = "lessons/01-moments/01-moments/ko.md";
    let chapter = "lessons/01-moments/chapter.toml";
    let task = "exercises/01-moments/move-three/task.ko.md";
    // Name, what is planted, the file named, and a text on the line named (empty where the fault has no line of its own).
    let faults: Vec<(&str, Plant, &str, &str)> = vec![
        (
            "a missing Korean sentence",
            Edit(text, "never-torn = \"Stopped after any statement, the sum is what it was.\"\n", ""),
            text,
            "[checks]",
        ),
        ("a missing Korean lesson", Remove("lessons/01-moments/01-moments/ko.md"), korean, ""),
        ("a dead link", Edit(english, "A mistake may", "A [mistake](no-such-lesson) may"), english, "no-such-lesson"),
        (
            "a dead section",
            Edit(english, "A mistake may", "A [mistake](#no-such-section) may"),
            english,
            "no-such-section",
        ),
        ("a heading without its concept", Edit(english, " teach=case.moment", ""), english, ""),
        ("headings that differ", Edit(korean, "{#one-moment", "{#another-moment"), korean, "another-moment"),
        (
            "an unknown concept",
            Edit(manifest, "concepts = [\"case.moment\"]", "concepts = [\"case.none\"]"),
            manifest,
            "case.none",
        ),
        ("an unknown glossary term", Edit(english, "A mistake may", "A [[case.none]] may"), english, "case.none"),
        (
            "a wrong answer without an entry",
            Edit(manifest, "logs-first = [\"never-torn\"]\n", ""),
            "exercises/01-moments/move-three/wrong/logs-first",
            "",
        ),
        (
            "an entry without a wrong answer",
            Remove("exercises/01-moments/move-three/wrong/logs-first"),
            manifest,
            "logs-first",
        ),
        ("an unknown field", Edit(manifest, "minutes = 5", "minutes = 5\nminuets = 5"), manifest, "minuets"),
        ("a wrong type", Edit(manifest, "difficulty = 1", "difficulty = \"one\""), manifest, "difficulty"),
        (
            "an unknown check type",
            Edit(manifest, "[checks.never-torn.crash]", "[checks.never-torn.crush]"),
            manifest,
            "crush",
        ),
        ("two hints", Edit(text, "\"BEGIN.\", ", ""), text, "hints"),
        (
            "a stray file",
            Write("exercises/01-moments/move-three/notes.txt", "x"),
            "exercises/01-moments/move-three/notes.txt",
            "",
        ),
        (
            "a file too many in the solution",
            Write("exercises/01-moments/move-three/solution/more.sql", "SELECT 1;"),
            "exercises/01-moments/move-three/solution/more.sql",
            "",
        ),
        (
            "an exercise that requires itself",
            Edit(manifest, "minutes = 5", "minutes = 5\nrequires = [\"move-three\"]"),
            manifest,
            "requires",
        ),
        (
            "a path that leaves the folder",
            Edit(manifest, "setup/bank.sql", "../../../../bank.sql"),
            manifest,
            "../bank.sql",
        ),
        ("a missing setup file", Remove("exercises/01-moments/move-three/setup/shown.sql"), manifest, "shown ="),
        (
            "a symbolic link",
            Link("exercises/01-moments/move-three/setup/link.sql"),
            "exercises/01-moments/move-three/setup/link.sql",
            "",
        ),
        ("an exercise that no chapter lists", Edit(chapter, "\"move-three\"", ""), chapter, "exercises ="),
        ("a wrong particle", Write(task, "계좌 1에서 2로 SQL를 써서 옮긴다.\n"), task, "SQL를"),
        ("four datasets", Edit(manifest, "rows = [0, 1, 2, 5, 9, 20]", "rows = [0, 1, 2, 5]"), manifest, "rows ="),
        (
            "SQL that does not parse",
            Edit(manifest, "SELECT sum(balance) AS total", "SELEKT sum(balance) AS total"),
            manifest,
            "[checks.never-torn.crash]",
        ),
        (
            "setup that does not parse",
            Edit("exercises/01-moments/move-three/setup/shown.sql", "(1, 10)", "(1, 10"),
            "exercises/01-moments/move-three/setup/shown.sql",
            "INSERT",
        ),
        (
            "an answer with a link to elsewhere",
            Link("exercises/01-moments/move-three/alt/one-update/link.sql"),
            "exercises/01-moments/move-three/alt/one-update/link.sql",
            "",
        ),
        (
            "a question without a right answer",
            Edit(
                english,
                "```sql run",
                "```quiz\nask = \"Which?\"\n[[options]]\nsays = \"a\"\nwhy = \"no\"\n[[options]]\nsays = \"b\"\nwhy = \"no\"\n```\n\n```sql run",
            ),
            english,
            "",
        ),
        (
            "a wrong answer that passes",
            Copy("exercises/01-moments/move-three/solution", "exercises/01-moments/move-three/wrong/debits-first"),
            manifest,
            "debits-first",
        ),
        (
            "a wrong answer that fails elsewhere",
            Edit(manifest, "moves-nothing = [\"moves-three\"]", "moves-nothing = [\"moves-three\", \"never-torn\"]"),
            manifest,
            "moves-nothing",
        ),
        (
            "two wrong answers that are one",
            Copy(
                "exercises/01-moments/move-three/wrong/logs-first",
                "exercises/01-moments/move-three/wrong/debits-first",
            ),
            manifest,
            "logs-first =",
        ),
        (
            "a check that no wrong answer names",
            Edit(manifest, "moves-nothing = [\"moves-three\"]", "moves-nothing = [\"never-torn\"]"),
            manifest,
            "",
        ),
        (
            "a starter that passes",
            Copy("exercises/01-moments/move-three/solution", "exercises/01-moments/move-three/starter"),
            "exercises/01-moments/move-three/starter/move.sql",
            "",
        ),
        (
            "a starter that does not load",
            Write("exercises/01-moments/move-three/starter/move.sql", "UPDAET accounts;"),
            "exercises/01-moments/move-three/starter/move.sql",
            "",
        ),
        (
            "a solution that fails",
            Copy("exercises/01-moments/move-three/wrong/debits-first", "exercises/01-moments/move-three/solution"),
            "exercises/01-moments/move-three/solution/move.sql",
            "",
        ),
        (
            "an alternative that fails",
            Copy(
                "exercises/01-moments/move-three/wrong/debits-first",
                "exercises/01-moments/move-three/alt/one-update",
            ),
            "exercises/01-moments/move-three/alt/one-update/move.sql",
            "",
        ),
        ("a block that gives other rows", Edit(english, "1 | FREE", "1 | SOLD"), english, ""),
    ];
    assert!(faults.len() >= 25);
    let mut missed = Vec::new();
    for (name, fault, file, on) in faults {
        let folder = tempfile::tempdir().expect("a folder");
        pack(folder.path()).expect("a pack");
        plant(folder.path(), &fault).expect(name);
        let output = run(folder.path(), &["pack", "verify", &folder.path().display().to_string(), "--json"]);
        let document = json(&output);
        let problems = document["problems"].as_array().expect("problems");
        let line = if on.is_empty() { None } else { Some(line_of(folder.path(), file, on)) };
        let named = problems.iter().find(|problem| {
            problem["file"] == file
                && problem["line"].as_u64() >= Some(1)
                && problem["message"].as_str().is_some_and(|words| !words.is_empty())
                && line.is_none_or(|line| problem["line"] == line)
        });
        if let Some(problem) = named {
            let message = problem["message"].as_str().unwrap_or_default();
            let _ = writeln!(std::io::stdout(), "{name}\n    {file}:{}: {message}", problem["line"]);
        }
        if output.status.code() != Some(2) || named.is_none() {
            missed.push(format!("{name}: {file}:{line:?} is not among {problems:#?}"));
        }
    }
    assert!(missed.is_empty(), "{}", missed.join("\n"));
}
