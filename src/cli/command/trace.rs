//! `trace`: one story of a simulation, told step by step.

use std::path::PathBuf;

use clap::ValueEnum;

use crate::base::{Safe, Slug};
use crate::cli::fail::{Done, Fail, Verdict};
use crate::cli::session::Session;
use crate::course::exercise::Exercise;
use crate::grade::story::Story;
use crate::grade::{Cancel, Judge, Malformed, Options, Outcome, Schedule, Submission, words};
use crate::progress::submission_at;

use crate::tui::layout::Role;
use crate::tui::story::Format as Told;

/// Tell one story of a simulation, step by step
#[derive(Debug, clap::Args)]
pub(in crate::cli) struct Args {
    /// An exercise's id
    #[arg(value_name = "EXERCISE")]
    exercise: String,
    /// The answer: a folder with the exercise's files, or its one file
    #[arg(long, value_name = "PATH")]
    answer: Option<PathBuf>,
    /// The story, by the id that `check` prints; without it, that of an answer that is a schedule, else the one in which nothing goes wrong
    #[arg(long, value_name = "ID")]
    schedule: Option<String>,
    /// How many processors may be used; the story is the same with any number
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=256))]
    workers: Option<u16>,
    /// The form of the story
    #[arg(long, value_enum, value_name = "FORMAT", default_value_t = Format::Text, hide_possible_values = true,
          help = "The form of the story: text, mermaid, json or svg")]
    format: Format,
}

/// `--format`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    Text,
    Mermaid,
    Json,
    Svg,
}

/// Columns of a picture.
const PICTURE: usize = 100;

pub(in crate::cli) fn run(session: &mut Session, args: &Args) -> Done {
    if args.format != Format::Text {
        session.speak_to_machines();
    }
    let slug = session.exercise(&args.exercise)?;
    let course = session.course()?;
    let problems = |problems| Fail::content(&session.strings, &problems);
    let exercise = course.exercise(&slug).map_err(problems)?;
    let text = course.text(&slug, session.lang()).map_err(problems)?;
    if exercise.kind() != "sim" {
        let args = [("name", slug.as_str().into()), ("kind", exercise.kind().into())];
        return Err(Fail::usage(&session.strings, "cli-no-stories", &args));
    }
    let submission = submission(session, args, &slug, &exercise)?;
    let digest = Judge::digest(&exercise, &submission);
    let cancel = Cancel::new();
    let system = |error: &dyn std::fmt::Display| Fail::system(&session.strings, "sagabook", error);
    let mut judge = Judge::new().map_err(|error| system(&error))?;
    let mut own = None;
    let (schedule, made_for) = match &args.schedule {
        None => {
            own = judge.schedule(&exercise, &submission, &cancel).map_err(|gone| system(&gone))?;
            (own.clone().unwrap_or_default(), digest)
        }
        Some(id) => Schedule::parse(id).map_err(|malformed| bad_id(session, id, malformed))?,
    };
    let trace = judge.trace(&exercise, &submission, schedule.clone(), &cancel);
    let trace = match trace {
        Ok(Some(mut trace)) => {
            trace.adapted |= made_for != digest;
            trace
        }
        Ok(None) => {
            let why = why_not(session, &mut judge, &exercise, &submission, &cancel);
            return Ok(why.unwrap_or(Verdict::Failed));
        }
        Err(gone) => return Err(system(&gone)),
    };
    let hash = trace.hash();
    let story = Story::of(&exercise, &text, Some(schedule.id(digest)), trace);
    let words = &session.strings;
    match args.format {
        Format::Text => {
            let cells = usize::from(session.out.columns());
            // What the output makes of a line where only ASCII is wanted, it makes of all.
            let told = Told::Text.of(&story, words, cells, false);
            told.lines().for_each(|line| session.out.line(Role::Text, line));
            session.out.line(Role::Muted, &format!("trace {hash}"));
        }
        Format::Mermaid => {
            let told = Told::Mermaid.of(&story, words, PICTURE, false);
            session.out.raw(&format!("{told}%% trace {hash}\n"));
        }
        Format::Json => session.out.raw(&Told::Json.of(&story, words, PICTURE, false)),
        Format::Svg => {
            let told = Told::Svg.of(&story, words, PICTURE, false);
            session.out.raw(&format!("{told}<!-- trace {hash} -->\n"));
        }
    }
    // The story of a schedule goes as far as its lines can be read and come true; what is wrong with the next is said.
    let wrong = own.is_some().then(|| why_not(session, &mut judge, &exercise, &submission, &cancel)).flatten();
    Ok(wrong.unwrap_or(Verdict::Fine))
}

fn submission(session: &Session, args: &Args, slug: &Slug, exercise: &Exercise) -> Result<Submission, Fail> {
    let file = |fault| Fail::file(&session.strings, &fault);
    let read = match &args.answer {
        Some(path) => submission_at(path, &exercise.files).map(Some).map_err(file)?,
        None => session.answers()?.read(slug, &exercise.files).map_err(file)?,
    };
    // Where nothing was begun, the story is that of the starter.
    Ok(read.unwrap_or_else(|| Submission::new(&exercise.files, &exercise.starter)))
}

fn bad_id(session: &Session, id: &str, malformed: Malformed) -> Fail {
    let why = match malformed {
        Malformed::Character => "character",
        Malformed::Length => "length",
        Malformed::Version => "version",
        Malformed::CheckDigit => "check-digit",
    };
    Fail::usage(&session.strings, "cli-bad-schedule", &[("id", id.into()), ("why", why.into())])
}

/// What is wrong with an answer that does not load is said, with its place; none where it does.
fn why_not(
    session: &mut Session,
    judge: &mut Judge,
    exercise: &Exercise,
    submission: &Submission,
    cancel: &Cancel,
) -> Option<Verdict> {
    let report = judge.grade(exercise, submission, &Options::default(), cancel, &mut |_| {});
    for found in &report.findings {
        let place = found.at.as_ref().map_or_else(String::new, |at| format!("{}:{}:{}  ", at.file, at.line, at.column));
        session.warn(&format!("{}{}", Safe::line(&place), words::finding(found, &session.strings)));
    }
    if report.outcome == Outcome::Ungradable {
        return Some(Verdict::Ungradable);
    }
    (!report.findings.is_empty()).then_some(Verdict::Failed)
}
