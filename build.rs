//! Embeds the words of the program and, in release builds, the built-in pack behind an index made here.
//!
//! The pack's table of contents is made by the library's own code, compiled here a second time.

#![allow(
    dead_code,
    unreachable_pub,
    reason = "the library's modules serve the library; here only what makes the index is used"
)]

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs};

/// As much of `base` as `course` needs here.
#[path = "src/base"]
mod base {
    mod lang;
    mod slug;

    pub use lang::{Lang, Translated};
    pub use slug::Slug;
}

/// As much of `course` as makes the blob.
#[path = "src/course"]
mod course {
    mod blob;
    mod catalog;
    mod concept;
    mod contents;
    mod doc;
    mod folder;
    mod front;
    mod problem;
    mod source;

    pub use catalog::{Catalog, Chapter, ExerciseCard, LessonCard};
    pub use concept::Concepts;
    use doc::Doc;
    pub use problem::{Problem, Problems};
    pub use source::Source;

    /// The blob of the pack in a folder.
    pub fn blob_of(root: &std::path::Path) -> Result<Vec<u8>, Problems> {
        let source = folder::Folder::new(root);
        let (contents, problems) = contents::Contents::of(&source)?;
        if !problems.is_empty() {
            return Err(Problems(problems));
        }
        let read = |path: String| match source.read(&path) {
            Ok(bytes) => Ok((path, bytes.into_owned())),
            Err(unread) => Err(unread.problem(&path)),
        };
        let files = source.paths().into_iter().map(read).collect::<Result<Vec<_>, _>>()?;
        Ok(blob::pack(&contents, &concept::load(&source)?, &files))
    }
}

fn main() {
    let root = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").expect("cargo sets CARGO_MANIFEST_DIR"));
    let out = PathBuf::from(env::var_os("OUT_DIR").expect("cargo sets OUT_DIR"));
    println!("cargo::rerun-if-changed=build.rs");
    strings(&root.join("assets/strings"), &out);
    pack(&root, &out);
}

/// `pack.bin`, and the flag `embedded_pack`: in release builds only, so that editing a lesson recompiles nothing in debug.
fn pack(root: &Path, out: &Path) {
    println!("cargo::rustc-check-cfg=cfg(embedded_pack)");
    if env::var("PROFILE").is_ok_and(|profile| profile == "debug") {
        return;
    }
    for part in ["pack.toml", "lessons", "exercises", "src/base", "src/course"] {
        println!("cargo::rerun-if-changed={}", root.join(part).display());
    }
    println!("cargo::rustc-cfg=embedded_pack");
    match course::blob_of(root) {
        Ok(blob) => fs::write(out.join("pack.bin"), blob).expect("OUT_DIR can be written"),
        Err(problems) => problems.to_string().lines().for_each(|problem| println!("cargo::error={problem}")),
    }
}
/// `strings.rs`: a table of (language, text of its Fluent file).
fn strings(folder: &Path, out: &Path) {
    println!("cargo::rerun-if-changed={}", folder.display());
    let mut files: Vec<PathBuf> = fs::read_dir(folder)
        .expect("assets/strings is part of the project")
        .filter_map(|entry| entry.ok().map(|entry| entry.path()))
        .filter(|path| path.extension().is_some_and(|ext| ext == "ftl"))
        .collect();
    files.sort();
    let mut table = String::from("static STRINGS: &[(&str, &str)] = &[\n");
    for file in files {
        let code = file.file_stem().and_then(|stem| stem.to_str()).expect("a strings file is named by its language");
        writeln!(table, "    ({code:?}, include_str!({:?})),", file.display().to_string())
            .expect("writing to a string");
    }
    table.push_str("];\n");
    fs::write(out.join("strings.rs"), table).expect("OUT_DIR can be written");
}
