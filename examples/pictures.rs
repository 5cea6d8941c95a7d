//! Draws screens of the workbook to SVG, from the buffer that a terminal would be given.
//!
//! `cargo run --example pictures` makes the README's pictures anew; `-- --check` says whether they are stale. Any screen:
//! `cargo run --example pictures -- --out home.svg --lang ko --size 80x24 [KEYS…]`, with keys in their notation
//! (`down`, `enter`, `ctrl-s`), `text:SELECT` for letters typed, `settle` to wait for the judge, `day:20000` and
//! `minute:5` for the time, `--theme light` for another theme.

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::{env, fs};

use anyhow::{Context, bail};
use sagabook::base::Lang;
use sagabook::course::Course;
use sagabook::progress::{Theme, WallTime};
use sagabook::tui::headless::Headless;
use sagabook::tui::picture;

/// A picture of the README.
struct Shot {
    name: &'static str,
    size: (u16, u16),
    keys: &'static [&'static str],
}

/// Each is drawn in both languages.
const README: &[Shot] = &[
    Shot { name: "home", size: (96, 24), keys: &[] },
    Shot { name: "reader", size: (96, 34), keys: &["enter", "a", "r", "settle"] },
    Shot {
        name: "workbench",
        size: (132, 36),
        keys: &[
            "down",
            "enter",
            "down",
            "down",
            "down",
            "down",
            "enter",
            "ctrl-a",
            "text:SELECT count(*) FROM orders WHERE status LIKE 'PENDING%';",
            "ctrl-s",
            "settle",
        ],
    },
    Shot {
        name: "trace",
        size: (132, 36),
        keys: &["ctrl-p", "text:saga-orchestration", "enter", "ctrl-s", "settle", "ctrl-t", "settle"],
    },
    Shot { name: "progress", size: (112, 30), keys: WEEKS },
];

/// Some weeks of a reader: lessons read, an answer that fails a check and is put right, days with and without.
const WEEKS: &[&str] = &[
    "day:20740",
    "ctrl-p",
    "text:one database many",
    "enter",
    "G",
    "day:20741",
    "ctrl-p",
    "text:transactions",
    "enter",
    "G",
    "day:20743",
    "ctrl-p",
    "text:first query",
    "enter",
    "ctrl-a",
    "text:SELECT count(*) FROM orders;",
    "ctrl-s",
    "settle",
    "day:20744",
    "ctrl-a",
    "text:SELECT count(*) AS pending FROM orders WHERE status = 'PENDING';",
    "ctrl-s",
    "settle",
    "day:20751",
    "ctrl-p",
    "text:boundaries and",
    "enter",
    "G",
    "day:20757",
    "ctrl-p",
    "text:atomic transfer",
    "enter",
    "text:-- a try ",
    "ctrl-s",
    "settle",
    "day:20763",
    "ctrl-p",
    "text:how to use",
    "enter",
    "G",
    "day:20776",
    "ctrl-p",
    "text:the log is",
    "enter",
    "G",
    "minute:2",
    "pageup",
    "minute:4",
    "esc",
    "esc",
    "esc",
    "esc",
    "esc",
    "esc",
    "esc",
    "esc",
    "esc",
    "esc",
    "esc",
    "esc",
    "esc",
    "esc",
    "p",
];

/// Noon of a day, and so many minutes after it.
fn moment(day: i64, minute: i64) -> WallTime {
    WallTime(day * 86_400_000 + 43_200_000 + minute * 60_000)
}

fn main() -> anyhow::Result<ExitCode> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    if arguments.iter().any(|argument| argument == "--out") {
        one(&arguments)?;
        return Ok(ExitCode::SUCCESS);
    }
    let check = arguments.iter().any(|argument| argument == "--check");
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/pictures");
    fs::create_dir_all(&folder)?;
    let mut stale = Vec::new();
    for (shot, lang) in README.iter().flat_map(|shot| [(shot, "en"), (shot, "ko")]) {
        let picture = draw(lang, shot.size, Theme::Auto, shot.keys)?;
        let path = folder.join(format!("{}.{lang}.svg", shot.name));
        if fs::read_to_string(&path).ok().as_ref() != Some(&picture) {
            stale.push(format!("{}.{lang}.svg", shot.name));
            if !check {
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
    let (mut out, mut lang, mut size, mut keys) = (PathBuf::new(), "en", (80, 24), Vec::new());
    let mut theme = Theme::Auto;
    let mut rest = arguments.iter();
    while let Some(argument) = rest.next() {
        let mut value = || rest.next().with_context(|| format!("{argument} wants a value"));
        match argument.as_str() {
            "--out" => out = value()?.into(),
            "--theme" => theme = Theme::of(value()?).context("the name of a theme")?,
            "--lang" => lang = value()?,
            "--size" => {
                let (wide, high) = value()?.split_once('x').context("a size is written 80x24")?;
                size = (wide.parse()?, high.parse()?);
            }
            key => keys.push(key),
        }
    }
    Ok(fs::write(out, draw(lang, size, theme, &keys)?)?)
}

fn draw(lang: &str, size: (u16, u16), theme: Theme, keys: &[&str]) -> anyhow::Result<String> {
    let lang = Lang::new(lang).context("a language code")?;
    let mut workbook = Headless::new(Course::built_in()?, &lang, size).with_judge();
    workbook.theme(theme, true);
    let mut today = 0;
    for key in keys {
        match key.split_once(':') {
            Some(("day", day)) => {
                today = day.parse()?;
                workbook.at(moment(today, 0));
            }
            Some(("minute", minute)) => drop(workbook.at(moment(today, minute.parse()?))),
            Some(("text", text)) => drop(workbook.typed(text)),
            _ if *key == "settle" => drop(workbook.settle()),
            _ => drop(workbook.keys(key)),
        }
    }
    let (buffer, caret) = workbook.draw();
    Ok(picture::svg(&buffer, &picture::DARK, caret.map(|at| (at.x, at.y))))
}
