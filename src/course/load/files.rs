//! The files beside a manifest, and their digest.

use indexmap::IndexMap;

use crate::course::pack::Pack;
use crate::course::{Doc, GRADER_VERSION, Problem};

/// What an exercise's folder holds beside its manifest and texts.
pub(super) struct Found {
    pub support: IndexMap<String, String>,
    pub solution: IndexMap<String, String>,
    pub starter: IndexMap<String, String>,
    pub alternatives: Vec<String>,
    pub digest: String,
}

pub(super) fn read(pack: &Pack, folder: &str, files: &[String], doc: &Doc<'_>, problems: &mut Vec<Problem>) -> Found {
    let mut support = IndexMap::new();
    for part in ["setup", "given"] {
        for (name, text) in texts(pack, &format!("{folder}/{part}/"), problems) {
            support.insert(format!("{part}/{name}"), text);
        }
    }
    let mut answer = |part: &str| {
        let texts = texts(pack, &format!("{folder}/{part}/"), problems);
        for (n, name) in files.iter().enumerate().filter(|(_, name)| !texts.contains_key(*name)) {
            let problem = Problem::new("pack-missing-file").with("path", format!("{folder}/{part}/{name}"));
            problems.push(doc.at_value(&["files", &n.to_string()], problem));
        }
        // In the order of the manifest; files beside them are named by the checks of form.
        files.iter().filter_map(|name| Some((name.clone(), texts.get(name)?.clone()))).collect()
    };
    let (solution, starter) = (answer("solution"), answer("starter"));
    Found {
        support,
        solution,
        starter,
        alternatives: folders(pack, &format!("{folder}/alt/")),
        digest: digest(pack, folder),
    }
}

/// Names of the folders right under a path that ends in `/`.
pub(in crate::course) fn folders(pack: &Pack, under: &str) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for path in pack.under(under) {
        if let Some((name, _)) = path[under.len()..].split_once('/')
            && names.last().is_none_or(|last| last != name)
        {
            names.push(name.to_owned());
        }
    }
    names
}

fn texts(pack: &Pack, under: &str, problems: &mut Vec<Problem>) -> IndexMap<String, String> {
    let mut texts = IndexMap::new();
    for path in pack.under(under) {
        match pack.text(path) {
            Ok(text) => {
                texts.insert(path[under.len()..].to_owned(), text);
            }
            Err(problem) => problems.push(problem),
        }
    }
    texts
}

/// BLAKE3 over the grader's version and the sorted paths and texts of what decides verdicts, each with its length.
fn digest(pack: &Pack, folder: &str) -> String {
    let mut hasher = blake3::Hasher::new();
    hasher.update(&GRADER_VERSION.to_le_bytes());
    let mut put = |bytes: &[u8]| {
        hasher.update(&(bytes.len() as u64).to_le_bytes());
        hasher.update(bytes);
    };
    for path in pack.under(&format!("{folder}/")) {
        let name = &path[folder.len() + 1..];
        let decides =
            name == "exercise.toml" || ["setup/", "given/", "solution/"].iter().any(|part| name.starts_with(part));
        if decides && let Ok(bytes) = pack.read(path) {
            put(name.as_bytes());
            put(&without_carriage_returns(&bytes));
        }
    }
    hasher.finalize().to_hex().to_string()
}

fn without_carriage_returns(bytes: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(bytes.len());
    for (at, byte) in bytes.iter().enumerate() {
        if *byte != b'\r' || bytes.get(at + 1) != Some(&b'\n') {
            out.push(*byte);
        }
    }
    out
}
