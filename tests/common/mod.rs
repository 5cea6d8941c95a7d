//! What the tests of the whole program share: running it, and reading its JSON.

#![allow(dead_code, reason = "each test binary uses its part")]

use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::{fs, io};

use serde_json::Value;

/// The project's folder.
pub(crate) fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// The program with a home of its own and English words.
pub(crate) fn sagabook(home: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_sagabook"));
    command.arg("--home").arg(home).args(["--lang", "en"]).stdin(Stdio::null());
    command
}

/// Runs it with these arguments.
pub(crate) fn run(home: &Path, arguments: &[&str]) -> Output {
    sagabook(home).args(arguments).output().expect("the program starts")
}

/// Standard output as JSON.
pub(crate) fn json(output: &Output) -> Value {
    serde_json::from_slice(&output.stdout).unwrap_or_else(|error| {
        panic!("{error}: {}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr))
    })
}

/// Grades an answer and gives the exit code and the one result.
pub(crate) fn check(home: &Path, exercise: &str, answer: &Path, more: &[&str]) -> (i32, Value) {
    let answer = answer.display().to_string();
    let mut arguments = more.to_vec();
    arguments.extend(["check", exercise, "--format", "json", "--answer", &answer]);
    let output = run(home, &arguments);
    let document = json(&output);
    (output.status.code().expect("it ends by itself"), document["results"][0].clone())
}

/// The names of the checks with this outcome.
pub(crate) fn checks(result: &Value, outcome: &str) -> Vec<String> {
    let all = result["checks"].as_array().expect("checks");
    let named = all.iter().filter(|check| check["outcome"] == outcome);
    named.map(|check| check["name"].as_str().expect("a name").to_owned()).collect()
}

/// The findings of all checks, and of the whole answer where the document has them.
pub(crate) fn findings(result: &Value) -> Vec<Value> {
    let all = result["checks"].as_array().expect("checks");
    all.iter().flat_map(|check| check["findings"].as_array().cloned().unwrap_or_default()).collect()
}

/// (id, folder) of every exercise of a pack.
pub(crate) fn exercises(pack: &Path) -> Vec<(String, PathBuf)> {
    let mut out = Vec::new();
    for chapter in folders(&pack.join("exercises")) {
        for folder in folders(&chapter) {
            out.push((folder.file_name().expect("a name").to_string_lossy().into_owned(), folder));
        }
    }
    out
}

/// The folders in a folder, sorted; none where there is none.
pub(crate) fn folders(folder: &Path) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
    let mut out: Vec<PathBuf> = entries.filter_map(|entry| entry.ok().map(|entry| entry.path())).collect();
    out.retain(|path| path.is_dir());
    out.sort();
    out
}

/// Copies a folder with all that is in it.
pub(crate) fn copy(from: &Path, to: &Path) -> io::Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let target = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            copy(&entry.path(), &target)?;
        } else {
            fs::copy(entry.path(), target)?;
        }
    }
    Ok(())
}
