//! `progress`: where one stands, and moving it to another machine.

use std::path::PathBuf;

use clap::Subcommand;
use serde_json::json;

use super::list::mark_of;
use crate::base::{Safe, width};
use crate::cli::fail::{Done, Fail, FailKind, Verdict};
use crate::cli::out::json::document;
use crate::cli::session::Session;
use crate::progress::{Export, Mark, NotAnExport, Overview, Store, read_export, write_export};
use crate::tui::layout::{Role, Span};

/// Show progress, or move it to another machine
#[derive(Debug, clap::Args)]
#[command(args_conflicts_with_subcommands = true)]
pub(in crate::cli) struct Args {
    /// As JSON
    #[arg(long)]
    json: bool,
    #[command(subcommand)]
    transfer: Option<Transfer>,
}

#[derive(Debug, Subcommand)]
enum Transfer {
    /// Write attempts, marks, drafts and answers to a file
    Export {
        /// The file
        file: PathBuf,
    },
    /// Add what a file of `progress export` holds; nothing that is there is lost
    Import {
        /// The file
        file: PathBuf,
    },
}

pub(in crate::cli) fn run(session: &mut Session, args: &Args) -> Done {
    match &args.transfer {
        None => show(session, args.json),
        Some(Transfer::Export { file }) => {
            let store = readable(session)?;
            let export =
                Export::of(&store, &session.answers()?).map_err(|fault| Fail::store(&session.strings, &fault))?;
            write_export(file, &export).map_err(|fault| Fail::file(&session.strings, &fault))?;
            let path = Safe::line(&file.display().to_string()).into_string();
            let said = session.strings.with(
                "cli-exported",
                &[
                    ("path", path.into()),
                    ("attempts", export.attempts.len().into()),
                    ("answers", export.answers.len().into()),
                ],
            );
            session.out.line(Role::Text, &said);
            Ok(Verdict::Fine)
        }
        Some(Transfer::Import { file }) => {
            let export = read_export(file).map_err(|refused| {
                let kind = match &refused {
                    NotAnExport::File(fault) => return Fail::file(&session.strings, fault),
                    NotAnExport::Form(_) | NotAnExport::Newer(_) | NotAnExport::Impossible(_) => FailKind::Usage,
                };
                Fail { kind, message: refused.message(file, &session.strings) }
            })?;
            let mut store = session.store()?;
            if !store.is_kept() {
                return Err(Fail::new(FailKind::Machine, &session.strings, "cli-not-kept", &[]));
            }
            let imported = store
                .import(&export, &session.answers()?)
                .map_err(|fault| Fail { kind: FailKind::Machine, message: fault.message(&session.strings) })?;
            let said = session.strings.with(
                "cli-imported",
                &[
                    ("attempts", imported.attempts.into()),
                    ("answers", imported.answers.into()),
                    ("archived", imported.archived.into()),
                ],
            );
            session.out.line(Role::Text, &said);
            Ok(Verdict::Fine)
        }
    }
}

/// The store, where what it holds is the result: one that cannot be read is an error and no warning.
fn readable(session: &Session) -> Result<Store, Fail> {
    session.home()?;
    let opened = session.peek();
    match opened.notice {
        Some(crate::progress::Notice::Newer { .. }) => {
            let message = opened.notice.map(|notice| notice.message(&session.strings)).unwrap_or_default();
            Err(Fail { kind: FailKind::Usage, message })
        }
        Some(notice) => {
            session.warn(&notice.message(&session.strings));
            Ok(opened.store)
        }
        None => Ok(opened.store),
    }
}

fn show(session: &mut Session, as_json: bool) -> Done {
    let store = readable(session)?;
    let fault = |fault| Fail::store(&session.strings, &fault);
    let overview = store.overview().map_err(fault)?;
    let read = store.read_lessons().map_err(fault)?;
    let course = session.course()?;
    let chapters = course.catalog().chapters.clone();
    let none = Mark::default();
    if as_json {
        let chapters: Vec<_> = chapters
            .iter()
            .map(|chapter| {
                let lessons: Vec<_> = chapter
                    .lessons
                    .iter()
                    .map(|card| {
                        let read_at = read.get(&card.slug).map(ToString::to_string);
                        json!({ "lesson": card.slug, "read": read_at.is_some(), "read_at": read_at })
                    })
                    .collect();
                let exercises: Vec<_> = chapter
                    .exercises
                    .iter()
                    .map(|card| {
                        let mark = mark_of(&overview, card).unwrap_or(&none);
                        json!({
                            "exercise": card.slug,
                            "passed": mark.passed(),
                            "points": mark.points,
                            "max_points": card.points,
                            "checks_passed": mark.checks_passed,
                            "checks": card.checks.len(),
                            "attempts": mark.attempts,
                            "hints": mark.hints,
                            "solution_seen": mark.solution_at.is_some(),
                            "passed_at": mark.passed_at.map(|at| at.to_string()),
                        })
                    })
                    .collect();
                json!({ "chapter": chapter.id, "lessons": lessons, "exercises": exercises })
            })
            .collect();
        let totals = totals(&chapters_of(session)?, &overview);
        let json = json!({
            "format": 1, "lessons_read": totals.read, "lessons": totals.lessons, "passed": totals.passed,
            "exercises": totals.exercises, "points": totals.points, "max_points": totals.max_points,
            "chapters": chapters,
        });
        session.out.raw(&document(&json));
        return Ok(Verdict::Fine);
    }
    let lang = session.lang().clone();
    let titles: Vec<String> = chapters
        .iter()
        .map(|chapter| format!("{} · {}", chapter.order, Safe::line(chapter.title.get(&lang))))
        .collect();
    let wide = titles.iter().map(|title| width(title)).max().unwrap_or(0);
    for (chapter, title) in chapters.iter().zip(&titles) {
        let totals = totals(std::slice::from_ref(chapter), &overview);
        let gap = " ".repeat(wide - width(title) + 2);
        let line = totals.line(session);
        session.out.row(&[
            Span::new(title.as_str(), Role::Strong),
            Span::new(gap, Role::Text),
            Span::new(bar(totals.passed, totals.exercises), Role::Action),
            Span::new(format!("  {line}"), Role::Text),
        ]);
    }
    let all = totals(&chapters, &overview).line(session);
    session.out.line(Role::Text, "");
    session.out.line(Role::Strong, &all);
    Ok(Verdict::Fine)
}

fn chapters_of(session: &Session) -> Result<Vec<crate::course::Chapter>, Fail> {
    Ok(session.course()?.catalog().chapters.clone())
}

/// Sums over chapters.
#[derive(Default)]
struct Totals {
    read: usize,
    lessons: usize,
    passed: usize,
    exercises: usize,
    points: u32,
    max_points: u32,
}

impl Totals {
    fn line(&self, session: &Session) -> String {
        session.strings.with(
            "cli-progress",
            &[
                ("read", self.read.into()),
                ("lessons", self.lessons.into()),
                ("passed", self.passed.into()),
                ("exercises", self.exercises.into()),
                ("points", i64::from(self.points).into()),
                ("max", i64::from(self.max_points).into()),
            ],
        )
    }
}

fn totals(chapters: &[crate::course::Chapter], overview: &Overview) -> Totals {
    let mut totals = Totals::default();
    for chapter in chapters {
        totals.lessons += chapter.lessons.len();
        totals.read += chapter.lessons.iter().filter(|card| overview.read.contains(&card.slug)).count();
        totals.exercises += chapter.exercises.len();
        for card in &chapter.exercises {
            let mark = mark_of(overview, card);
            totals.passed += usize::from(mark.is_some_and(Mark::passed));
            totals.points += mark.map_or(0, |mark| mark.points.min(card.points));
            totals.max_points += card.points;
        }
    }
    totals
}

/// Ten cells.
fn bar(done: usize, all: usize) -> String {
    let filled = (done * 10).checked_div(all).unwrap_or(0);
    "█".repeat(filled) + &"·".repeat(10 - filled)
}
