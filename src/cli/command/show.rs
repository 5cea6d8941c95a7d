//! `show`: an exercise from outside.

use serde_json::json;

use super::read::print_blocks;
use crate::base::{Safe, width};
use crate::cli::fail::{Done, Fail, Verdict};
use crate::cli::out::json::{document, tables};
use crate::cli::session::Session;
use crate::course::Exercise;
use crate::grade::Judge;
use crate::grade::worker::Cancel;
use crate::tui::layout::{MEASURE, Role, Row, Span};
use crate::tui::{Given, rows, run_block};

/// Show an exercise: its task, files, checks and points
#[derive(Debug, clap::Args)]
pub(in crate::cli) struct Args {
    /// An exercise's id
    #[arg(value_name = "EXERCISE")]
    exercise: String,
    /// As JSON
    #[arg(long)]
    json: bool,
}

pub(in crate::cli) fn run(session: &mut Session, args: &Args) -> Done {
    if args.json {
        session.speak_to_machines();
    }
    let slug = session.exercise(&args.exercise)?;
    let course = session.course()?;
    let content = |problems| Fail::content(&session.strings, &problems);
    let exercise = course.exercise(&slug).map_err(content)?;
    let text = course.text(&slug, session.lang()).map_err(content)?;
    let says = |name: &str| text.checks.get(name).cloned().unwrap_or_default();
    if args.json {
        let checks: Vec<_> = exercise
            .checks
            .iter()
            .map(|(name, check)| json!({ "name": name, "says": says(name), "points": check.points, "explain": check.explain }))
            .collect();
        let given: serde_json::Map<String, _> =
            text.files(&exercise).map(|(path, source)| (path.to_owned(), json!(source))).collect();
        let services: serde_json::Map<String, _> = exercise
            .services()
            .map(|(name, service)| (name.to_owned(), service.files().collect::<Vec<_>>().into()))
            .collect();
        let shown = tables(shown(session, &exercise)?.iter().map(|it| (it.name.as_str(), &*it.columns, &*it.rows)));
        let json = json!({
            "format": 1, "slug": exercise.slug, "title": text.title, "chapter": exercise.chapter,
            "kind": exercise.kind(), "difficulty": exercise.difficulty, "minutes": exercise.minutes,
            "points": exercise.max_points(), "concepts": exercise.concepts, "requires": exercise.requires,
            "folder": exercise.folder, "content": exercise.digest, "files": exercise.files, "starter": exercise.starter,
            "given": given, "services": services, "shown": shown, "checks": checks, "task": text.task_source,
        });
        session.out.raw(&document(&json));
        return Ok(Verdict::Fine);
    }
    let strings = &session.strings;
    let head = [
        exercise.kind().to_owned(),
        "●".repeat(usize::from(exercise.difficulty)),
        strings.with("unit-minutes", &[("n", i64::from(exercise.minutes).into())]),
        strings.with("cli-points", &[("n", i64::from(exercise.max_points()).into())]),
    ];
    let title = Safe::line(&text.title).into_string();
    let answers = session.answers()?;
    let folder = Safe::line(&answers.folder(&slug).display().to_string()).into_string();
    let (files, checks) = (session.text("cli-files"), session.text("cli-checks"));
    let cells = session.out.columns().min(MEASURE);
    session.out.row(&[
        Span::new(title, Role::Heading),
        Span::new(format!("  {slug}"), Role::Code),
        Span::new(format!("  {}", head.join(" · ")), Role::Muted),
    ]);
    session.out.line(Role::Text, "");
    print_blocks(session, &text.task, cells)?;
    for Row { spans, .. } in rows::given(&shown(session, &exercise)?, usize::from(cells)) {
        session.out.row(&spans);
    }
    let beside = text.file_blocks(&exercise);
    if !beside.is_empty() {
        session.out.line(Role::Text, "");
        print_blocks(session, &beside, cells)?;
    }
    session.out.line(Role::Text, "");
    session.out.row(&[Span::new(files, Role::Subheading), Span::new(format!("  {folder}"), Role::Muted)]);
    for name in &exercise.files {
        session.out.row(&[Span::new(format!("  {}", Safe::line(name)), Role::Code)]);
    }
    session.out.line(Role::Text, "");
    session.out.line(Role::Subheading, &checks);
    let wide = exercise.checks.keys().map(|name| width(name)).max().unwrap_or(0);
    for (name, check) in &exercise.checks {
        let gap = " ".repeat(wide - width(name) + 2);
        session.out.row(&[
            Span::new(format!("  {}", Safe::line(name)), Role::Code),
            Span::new(format!("{gap}{}", Safe::line(&says(name))), Role::Text),
            Span::new(if check.points == 1 { String::new() } else { format!("  {}", check.points) }, Role::Muted),
        ]);
    }
    Ok(Verdict::Fine)
}

/// The rows that the exercise shows. A pack whose rows cannot be made is found by `pack verify`; the task is read without.
fn shown(session: &Session, exercise: &Exercise) -> Result<Vec<Given>, Fail> {
    let Some(job) = run_block::given_job(exercise) else { return Ok(Vec::new()) };
    let mut judge = Judge::new().map_err(|error| Fail::system(&session.strings, "sagabook", &error))?;
    let done = judge.run(&job, &Cancel::new());
    Ok(done.map(|done| run_block::given(&done, exercise)).unwrap_or_default())
}
