//! Embeds the words of the program and, in release builds, the built-in pack behind an index made here.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs};

fn main() {
    let root = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").expect("cargo sets CARGO_MANIFEST_DIR"));
    let out = PathBuf::from(env::var_os("OUT_DIR").expect("cargo sets OUT_DIR"));
    strings(&root.join("assets/strings"), &out);
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
