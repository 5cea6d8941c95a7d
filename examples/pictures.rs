//! Draws screens of the workbook to SVG, from the buffer that a terminal would be given.
//!
//! `cargo run --example pictures` makes the README's pictures anew; `-- --check` says whether they are stale. Any screen:
//! `cargo run --example pictures -- --out home.svg --lang ko --size 80x24 [KEYS…]`, with keys in their notation
//! (`down`, `enter`, `ctrl-s`, or `text:SELECT` for letters typed).

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::{env, fs};

use anyhow::{Context, bail};
use sagabook::base::Lang;
use sagabook::course::Course;
use sagabook::tui::headless::Headless;
use sagabook::tui::picture;

/// Name, language, width, height, keys, and words that must be on the screen before it is drawn.
const README: &[(&str, &str, (u16, u16), &[&str], &str)] =
    &[("home.en", "en", (100, 26), &[], ""), ("home.ko", "ko", (100, 26), &[], "")];

fn main() -> anyhow::Result<ExitCode> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/pictures");
    if arguments.iter().any(|argument| argument == "--out") {
        one(&arguments)?;
        return Ok(ExitCode::SUCCESS);
    }
    let check = arguments.iter().any(|argument| argument == "--check");
    let mut stale = Vec::new();
    for (name, lang, size, keys, until) in README {
        let picture = draw(lang, *size, keys, until)?;
        let path = folder.join(format!("{name}.svg"));
        if fs::read_to_string(&path).ok().as_ref() != Some(&picture) {
            stale.push(path.display().to_string());
            if !check {
                fs::create_dir_all(&folder)?;
                fs::write(&path, picture)?;
            }
        }
    }
    if check && !stale.is_empty() {
        bail!("stale: {}; make them anew with `cargo run --example pictures`", stale.join(", "));
    }
    Ok(ExitCode::SUCCESS)
}

/// One picture as the arguments say.
fn one(arguments: &[String]) -> anyhow::Result<()> {
    let (mut out, mut lang, mut size, mut keys) = (PathBuf::new(), "en".to_owned(), (80, 24), Vec::new());
    let mut rest = arguments.iter();
    while let Some(argument) = rest.next() {
        let mut value = || rest.next().with_context(|| format!("{argument} wants a value"));
        match argument.as_str() {
            "--out" => out = value()?.into(),
            "--lang" => value()?.clone_into(&mut lang),
            "--size" => {
                let (wide, high) = value()?.split_once('x').context("a size is written 80x24")?;
                size = (wide.parse()?, high.parse()?);
            }
            key => keys.push(key),
        }
    }
    fs::write(out, draw(&lang, size, &keys, "")?)?;
    Ok(())
}

fn draw(lang: &str, size: (u16, u16), keys: &[&str], until: &str) -> anyhow::Result<String> {
    let lang = Lang::new(lang).context("a language code")?;
    let mut workbook = Headless::new(Course::built_in()?, &lang, size).with_judge();
    for key in keys {
        match key.split_once(':') {
            Some(("text", text)) => drop(workbook.typed(text)),
            Some(("until", words)) => {
                let words = words.replace('_', " ");
                if !workbook.wait(|lines| lines.iter().any(|line| line.contains(&words))) {
                    bail!("`{words}` does not come to the screen:\n{}", workbook.lines().join("\n"));
                }
            }
            _ => drop(workbook.keys(key)),
        }
    }
    if !until.is_empty() && !workbook.wait(|lines| lines.iter().any(|line| line.contains(until))) {
        bail!("`{until}` does not come to the screen:\n{}", workbook.lines().join("\n"));
    }
    let (buffer, caret) = workbook.draw();
    Ok(picture::svg(&buffer, &picture::DARK, caret.map(|at| (at.x, at.y))))
}
