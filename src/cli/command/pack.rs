//! `pack`: tools for authors.

use std::path::{Path, PathBuf};
use std::thread;

use clap::Subcommand;
use indicatif::{ProgressBar, ProgressStyle};
use serde_json::json;

use crate::base::Safe;
use crate::cli::fail::{Done, Fail, Verdict, told};
use crate::cli::interrupt::Interrupt;
use crate::cli::out::json::document;
use crate::cli::session::Session;
use crate::course::{Course, Problem};
use crate::grade::Judge;
use crate::grade::pack::{Verified, scaffold, verify};
use crate::progress::{FileFault, FileFaultKind};
use crate::tui::layout::{Role, Span};

/// Tools for authors of packs
#[derive(Debug, clap::Args)]
pub(in crate::cli) struct Args {
    #[command(subcommand)]
    tool: Tool,
}

#[derive(Debug, Subcommand)]
enum Tool {
    /// Begin a pack: a small one that verifies, to be filled in
    New {
        /// A folder that is empty, or not there yet
        #[arg(value_name = "DIR")]
        folder: PathBuf,
    },
    /// Look whether a pack does what it says: its form, its links, and every answer in it graded
    Verify {
        /// The pack's folder; without it the current folder where that is a pack, else the built-in pack
        #[arg(value_name = "DIR")]
        folder: Option<PathBuf>,
        /// As JSON
        #[arg(long)]
        json: bool,
    },
}

pub(in crate::cli) fn run(session: &mut Session, args: &Args) -> Done {
    match &args.tool {
        Tool::New { folder } => new(session, folder),
        Tool::Verify { folder, json } => verified(session, folder.as_deref(), *json),
    }
}

fn new(session: &mut Session, folder: &Path) -> Done {
    let shown = Safe::line(&folder.display().to_string()).into_string();
    let files = scaffold(folder).map_err(|error| match error.kind() {
        std::io::ErrorKind::AlreadyExists => {
            Fail::usage(&session.strings, "cli-pack-not-empty", &[("path", shown.as_str().into())])
        }
        _ => Fail::system(&session.strings, &shown, &error),
    })?;
    for file in &files {
        session.out.line(Role::Text, &folder.join(file).display().to_string());
    }
    Session::note(&session.strings.with("cli-pack-new", &[("path", shown.into())]));
    Ok(Verdict::Fine)
}

fn verified(session: &mut Session, folder: Option<&Path>, as_json: bool) -> Done {
    if as_json {
        session.speak_to_machines();
    }
    let here = Path::new(".");
    let folder = folder.or_else(|| here.join("pack.toml").exists().then_some(here));
    let course = match folder {
        Some(folder) if !folder.is_dir() => {
            let fault = FileFault { path: folder.to_owned(), kind: FileFaultKind::Missing };
            return Err(Fail::file(&session.strings, &fault));
        }
        Some(folder) => Course::open_only(folder),
        None => Course::built_in(),
    };
    let course = course.map_err(|problems| Fail::content(&session.strings, &problems))?;
    let count = thread::available_parallelism().map_or(1, std::num::NonZero::get);
    let judges: Vec<Judge> = (0..count)
        .map(|_| Judge::new().map_err(|error| Fail::system(&session.strings, "sagabook", &error)))
        .collect::<Result<_, _>>()?;
    let bar = bar(session);
    let interrupt = Interrupt::listen(|| ());
    let found = verify(&course, judges, interrupt.cancel(), &mut |progress| {
        bar.set_length(progress.all as u64);
        bar.set_position(progress.done as u64);
        bar.set_message(format!("{} {}", progress.gradings, progress.last));
    });
    bar.finish_and_clear();
    interrupt.obey();
    if as_json {
        print_json(session, &found);
    } else {
        print_text(session, &found);
    }
    Ok(if found.problems.is_empty() { Verdict::Fine } else { Verdict::Broken })
}

fn bar(session: &Session) -> ProgressBar {
    if !session.shows_bars() {
        return ProgressBar::hidden();
    }
    let style = ProgressStyle::with_template("{bar:24} {pos}/{len}  {msg}");
    ProgressBar::new(0).with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()))
}

fn print_json(session: &mut Session, found: &Verified) {
    let problem = |problem: &Problem| json!({ "file": problem.file, "line": problem.line, "message": problem.message(&session.strings) });
    let json = json!({
        "format": 1,
        "exercises": found.exercises,
        "lessons": found.lessons,
        "wrong": found.wrong,
        "alternatives": found.alternatives,
        "gradings": found.gradings,
        "problems": found.problems.iter().map(problem).collect::<Vec<_>>(),
    });
    session.out.raw(&document(&json));
}

fn print_text(session: &mut Session, found: &Verified) {
    for problem in &found.problems {
        for (number, line) in told(&session.strings, problem).lines().enumerate() {
            match number {
                0 => session.out.row(&[Span::new("✘ ", Role::Bad), Span::new(line, Role::Text)]),
                _ => session.out.row(&[Span::new(format!("  {line}"), Role::Muted)]),
            }
        }
        session.out.line(Role::Text, "");
    }
    let counts = [
        ("lessons", found.lessons.into()),
        ("exercises", found.exercises.into()),
        ("wrong", found.wrong.into()),
        ("alternatives", found.alternatives.into()),
        ("gradings", found.gradings.into()),
        ("problems", found.problems.len().into()),
    ];
    let summary = session.strings.with("cli-verified", &counts);
    let role = if found.problems.is_empty() { Role::Good } else { Role::Bad };
    for line in summary.lines() {
        session.out.line(role, line);
    }
}
