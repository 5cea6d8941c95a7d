//! Rules of the house that a machine can hold: layers go one way, nothing is left half done, sources stay short.

use std::fs;
use std::path::{Path, PathBuf};

/// Layers from bottom to top, each with the layers it may use.
const LAYERS: &[(&str, &[&str])] = &[
    ("base", &[]),
    ("sim", &["base"]),
    ("lab", &["base", "sim"]),
    ("course", &["base"]),
    ("grade", &["base", "sim", "lab", "course"]),
    ("progress", &["base", "lab", "course", "grade"]),
    ("tui", &["base", "lab", "course", "grade", "progress"]),
    ("cli", &["base", "lab", "course", "grade", "progress", "tui"]),
];

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn files(folder: &Path, ending: &str, out: &mut Vec<PathBuf>) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    let mut entries: Vec<PathBuf> = entries.filter_map(|entry| entry.ok().map(|entry| entry.path())).collect();
    entries.sort();
    for path in entries {
        if path.is_dir() {
            files(&path, ending, out);
        } else if path.extension().is_some_and(|ext| ext == ending) {
            out.push(path);
        }
    }
}

fn sources(folder: &str) -> Vec<(String, String)> {
    let mut paths = Vec::new();
    files(&root().join(folder), "rs", &mut paths);
    assert!(!paths.is_empty(), "{folder} has sources");
    paths
        .into_iter()
        .map(|path| {
            let text = fs::read_to_string(&path).expect("a source is text");
            (path.strip_prefix(root()).expect("under the root").display().to_string(), text)
        })
        .collect()
}

/// Layers named after `crate::` in a text, also within `crate::{a, b}`.
fn named(text: &str) -> Vec<String> {
    let mut out = Vec::new();
    for (at, _) in text.match_indices("crate::") {
        let rest = &text[at + "crate::".len()..];
        let group = rest.strip_prefix('{').and_then(|inner| inner.split('}').next());
        let names: Vec<&str> = match group {
            Some(inner) => inner.split(',').map(str::trim).collect(),
            None => vec![rest],
        };
        for name in names {
            out.push(name.chars().take_while(|c| c.is_ascii_lowercase() || *c == '_').collect());
        }
    }
    out
}

#[test]
fn layers_go_one_way() {
    for (layer, below) in LAYERS {
        for (path, text) in sources(&format!("src/{layer}")) {
            for name in named(&text) {
                let is_layer = LAYERS.iter().any(|(other, _)| *other == name);
                assert!(
                    !is_layer || name == *layer || below.contains(&name.as_str()),
                    "{path}: `{layer}` may not use `{name}`: see ARCHITECTURE.md"
                );
            }
        }
    }
}

#[test]
fn the_layer_test_sees_imports() {
    assert_eq!(named("use crate::lab::{Job}; crate::{base, tui::x}"), ["lab", "base", "tui"]);
}

#[test]
fn nothing_is_left_half_done() {
    let marks = [
        concat!("TO", "DO"),
        concat!("FIX", "ME"),
        concat!("todo", "!("),
        concat!("unimplemented", "!("),
        concat!("#[", "ignore"),
    ];
    for folder in ["src", "tests", "examples", "benches"] {
        let mut paths = Vec::new();
        files(&root().join(folder), "rs", &mut paths);
        for path in paths {
            let text = fs::read_to_string(&path).expect("a source is text");
            for mark in marks {
                assert!(!text.contains(mark), "{}: {mark}", path.display());
            }
        }
    }
}

#[test]
fn a_file_is_about_one_noun() {
    for (path, text) in sources("src") {
        if path.ends_with("/tests.rs") || path.contains("/tests/") {
            continue;
        }
        let code = text.split("#[cfg(test)]").next().unwrap_or_default();
        let lines = code.lines().count();
        assert!(lines <= 500, "{path} has {lines} lines without its tests: look for the second noun");
    }
}

#[test]
fn no_machine_is_named() {
    let mut paths = Vec::new();
    for ending in ["rs", "md", "toml", "ftl", "sql", "js"] {
        for folder in ["src", "tests", "examples", "benches", "docs", "lessons", "exercises", "assets", ".cargo"] {
            files(&root().join(folder), ending, &mut paths);
        }
    }
    for path in paths {
        let Ok(text) = fs::read_to_string(&path) else { continue };
        for mark in [concat!("/ho", "me/"), concat!("/ro", "ot/"), concat!("/wo", "rk/")] {
            assert!(!text.contains(mark), "{}: {mark}", path.display());
        }
    }
}

/// Korean words that are not used for a term of the book, and the one that is.
const TERMS: &[(&str, &str)] = &[
    ("열 이름", "컬럼 이름"),
    ("모든 열", "모든 컬럼"),
    ("한 열", "한 컬럼"),
    ("테이블과 열", "테이블과 컬럼"),
    (" 열을 ", "컬럼을"),
    (" 열에 ", "컬럼에"),
    (" 열의 ", "컬럼의"),
    ("강의", "레슨"),
    ("스냅숏", "스냅샷"),
    ("집합체", "애그리거트"),
];

#[test]
fn a_korean_term_has_one_name() {
    let mut paths = vec![root().join("assets/strings/ko.ftl"), root().join("lessons/concepts.toml")];
    for folder in ["lessons", "exercises"] {
        for ending in ["md", "toml"] {
            let mut all = Vec::new();
            files(&root().join(folder), ending, &mut all);
            paths.extend(all.into_iter().filter(|path| path.to_string_lossy().ends_with(&format!("ko.{ending}"))));
        }
    }
    assert!(paths.len() > 10, "{paths:?}");
    for path in paths {
        let text = fs::read_to_string(&path).expect("a text");
        for (number, line) in text.lines().enumerate() {
            // The columns of a page, left and right, are no columns of a table in a database.
            let line = line.replace("왼쪽 열", "").replace("오른쪽 열", "");
            for (word, term) in TERMS {
                assert!(!line.contains(word), "{}:{}: {word} → {term}: {line}", path.display(), number + 1);
            }
        }
    }
}
