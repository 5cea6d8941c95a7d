//! `check`: answers are judged.

mod judging;
mod watch;

use std::path::PathBuf;
use std::thread;

use clap::ValueEnum;
use indexmap::IndexMap;

use crate::base::{Lang, Safe, Seed, Slug};
use crate::cli::fail::{Done, Fail, Verdict};
use crate::cli::interrupt::Interrupt;
use crate::cli::out::{json, junit, tap, text};
use crate::cli::session::Session;
use crate::course::ExerciseText;
use crate::course::exercise::{Effort, Exercise};
use crate::grade::{Options, Outcome, Report, Submission};
use crate::lab::system::Way;
use crate::progress::{Answers, Attempt, Standing, Store, differs, digest, submission_at, submission_in};

/// Judge answers
#[derive(Debug, clap::Args)]
pub(in crate::cli) struct Args {
    /// Ids of exercises
    #[arg(value_name = "EXERCISE", required_unless_present = "all")]
    exercises: Vec<String>,
    /// Every exercise that has an answer; with --answer DIR, every exercise
    #[arg(long, conflicts_with = "exercises")]
    all: bool,
    /// The answer: a folder with the exercise's files, or its one file; with --all or several exercises, a folder that
    /// holds a folder per exercise. Progress is not touched
    #[arg(long, value_name = "PATH")]
    answer: Option<PathBuf>,
    /// The seed of everything generated
    #[arg(long, value_name = "N", default_value_t = 1)]
    seed: u64,
    /// How much is tried
    #[arg(long, value_enum, value_name = "EFFORT", default_value_t = HowMuch::Normal, hide_possible_values = true,
          help = "How much is tried: quick, normal or deep")]
    effort: HowMuch,
    /// How the stories of a simulation are chosen
    #[arg(long, value_enum, value_name = "MODE", default_value_t = Stories::Auto, hide_possible_values = true,
          help = "How the stories of a simulation are chosen: auto, plain, memo, reduced or sample")]
    mode: Stories,
    /// Steps of one run of a simulation at most; as the exercise says without it
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=100_000))]
    steps: Option<u32>,
    /// How many answers are judged at once; as many as there are processors without it
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=256))]
    workers: Option<u16>,
    /// The form of the report
    #[arg(long, value_enum, value_name = "FORMAT", default_value_t = Format::Text, hide_possible_values = true,
          help = "The form of the report: text, json, junit or tap")]
    format: Format,
    /// Judge again whenever a file of the answer changes
    #[arg(long)]
    watch: bool,
}

/// `--effort`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum HowMuch {
    Quick,
    Normal,
    Deep,
}

/// `--mode`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Stories {
    Auto,
    Plain,
    Memo,
    Reduced,
    Sample,
}

/// `--format`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    Text,
    Json,
    Junit,
    Tap,
}

impl Args {
    fn options(&self) -> Options {
        let effort = match self.effort {
            HowMuch::Quick => Effort::Quick,
            HowMuch::Normal => Effort::Normal,
            HowMuch::Deep => Effort::Deep,
        };
        let way = match self.mode {
            Stories::Auto => Way::Auto,
            Stories::Plain => Way::Plain,
            Stories::Memo => Way::Memo,
            Stories::Reduced => Way::Reduced,
            Stories::Sample => Way::Sample,
        };
        let steps = self.steps.map(|steps| usize::try_from(steps).unwrap_or(usize::MAX));
        Options { seed: Seed(self.seed), effort, way, steps, ..Options::default() }
    }
}

/// An exercise and the answer to be judged.
#[derive(Debug, Clone)]
struct Plan {
    exercise: Exercise,
    text: ExerciseText,
    submission: Submission,
    /// What `--answer` names, where it does.
    from: Option<PathBuf>,
}

/// An answer's verdict, with what a face needs to show it.
#[derive(Debug)]
pub(in crate::cli) struct Judged {
    /// The verdict.
    pub report: Report,
    /// The exercise's texts in the language in force.
    pub text: ExerciseText,
    /// What `--answer` names, where it does.
    pub from: Option<PathBuf>,
    /// How long it took.
    pub elapsed_ms: u64,
}

pub(in crate::cli) fn run(session: &mut Session, args: &Args) -> Done {
    if args.format != Format::Text {
        session.speak_to_machines();
        if args.watch {
            return Err(Fail::usage(&session.strings, "cli-watch-is-text", &[]));
        }
    }
    let (plans, mut verdict) = plan(session, args)?;
    if args.watch {
        return watch::run(session, args, &plans);
    }
    let own = args.answer.is_none();
    let mut store = if own { Some(session.store()?) } else { None };
    if let Some(store) = &store {
        for plan in &plans {
            mention_drafts(session, store, plan);
        }
    }
    let bar = judging::bar(session, plans.len());
    let mut results: Vec<Judged> = Vec::with_capacity(plans.len());
    let interrupt = Interrupt::listen(|| ());
    let workers = workers(args, plans.len());
    // Processors that judge no other answer share the work on one.
    let each = u16::try_from(processors(args) / workers).unwrap_or(u16::MAX);
    let options = Options { workers: Some(each.max(1)), ..args.options() };
    judging::judge_all(session, &plans, options, workers, interrupt.cancel(), &mut |session, result| {
        bar.inc(1);
        if args.format == Format::Text {
            if !results.is_empty() {
                session.out.raw("\n");
            }
            text::verdict(&mut session.out, &result, &session.strings);
            session.out.flush();
        }
        results.push(result);
    })?;
    bar.finish_and_clear();
    interrupt.obey();
    for (plan, result) in plans.iter().zip(&results) {
        if let Some(store) = &mut store {
            record(session, store, plan, result, args.options());
        }
        verdict = verdict.max(verdict_of(&result.report));
    }
    match args.format {
        Format::Text if results.len() > 1 => text::summary(&mut session.out, &results, &session.strings),
        Format::Text => {}
        Format::Json => {
            let json = json::checked(args.seed, &results, &session.strings);
            session.out.raw(&json::document(&json));
        }
        Format::Junit => {
            let document = junit::document(&results, &session.strings)
                .map_err(|error| Fail::system(&session.strings, "junit", &error))?;
            session.out.raw(&document);
        }
        Format::Tap => session.out.raw(&tap::document(&results, &session.strings)),
    }
    Ok(verdict)
}

fn verdict_of(report: &Report) -> Verdict {
    match report.outcome {
        Outcome::Passed => Verdict::Fine,
        Outcome::Failed | Outcome::Skipped => Verdict::Failed,
        Outcome::Ungradable => Verdict::Ungradable,
    }
}

/// How many processors may be used.
fn processors(args: &Args) -> usize {
    let there = || thread::available_parallelism().map_or(1, std::num::NonZero::get);
    args.workers.map_or_else(there, usize::from)
}

/// How many answers are judged at once.
fn workers(args: &Args, plans: usize) -> usize {
    processors(args).clamp(1, plans.max(1))
}

/// What is to be judged. With `--all`, an exercise that is broken is told and left out.
fn plan(session: &Session, args: &Args) -> Result<(Vec<Plan>, Verdict), Fail> {
    let course = session.course()?;
    let slugs: Vec<Slug> = if args.all {
        course.catalog().chapters.iter().flat_map(|chapter| &chapter.exercises).map(|card| card.slug.clone()).collect()
    } else {
        let mut slugs = Vec::new();
        for name in &args.exercises {
            let slug = session.exercise(name)?;
            if !slugs.contains(&slug) {
                slugs.push(slug);
            }
        }
        slugs
    };
    let answers = if args.answer.is_none() { Some(session.answers()?) } else { None };
    let mut plans = Vec::new();
    let mut verdict = Verdict::Fine;
    for slug in slugs {
        let exercise = match course.exercise(&slug) {
            Ok(exercise) => exercise,
            Err(problems) if args.all => {
                session.warn(&Fail::content(&session.strings, &problems).message);
                verdict = Verdict::Broken;
                continue;
            }
            Err(problems) => return Err(Fail::content(&session.strings, &problems)),
        };
        let Some(submission) = submission(session, args, answers.as_ref(), &exercise)? else {
            if args.all {
                continue;
            }
            let folder = answers.as_ref().map_or_else(String::new, |all| all.folder(&slug).display().to_string());
            let folder = Safe::line(&folder).into_string();
            let args = [("exercise", slug.as_str().into()), ("folder", folder.into())];
            return Err(Fail::usage(&session.strings, "cli-no-answer", &args));
        };
        let text = match course.text(&slug, session.lang()) {
            Ok(text) => text,
            Err(problems) => {
                // Without its texts an answer can still be judged.
                session.warn(&Fail::content(&session.strings, &problems).message);
                verdict = Verdict::Broken;
                wordless(session.lang())
            }
        };
        let from = args
            .answer
            .as_ref()
            .map(|path| if is_many(args) { path.join(exercise.slug.as_str()) } else { path.clone() });
        plans.push(Plan { exercise, text, submission, from });
    }
    if plans.is_empty() && verdict == Verdict::Fine {
        return Err(Fail::usage(&session.strings, "cli-no-answers", &[]));
    }
    Ok((plans, verdict))
}

/// The texts of an exercise that has none.
fn wordless(lang: &Lang) -> ExerciseText {
    ExerciseText {
        lang: lang.clone(),
        title: String::new(),
        hints: Vec::new(),
        checks: IndexMap::new(),
        wrong: IndexMap::new(),
        options: IndexMap::new(),
        labels: IndexMap::new(),
        task: Vec::new(),
        after: Vec::new(),
        task_source: String::new(),
    }
}

/// Whether `--answer` names a folder with a folder for each exercise.
fn is_many(args: &Args) -> bool {
    args.all || args.exercises.len() > 1
}

/// The answer to an exercise; none where none was begun.
fn submission(
    session: &Session,
    args: &Args,
    answers: Option<&Answers>,
    exercise: &Exercise,
) -> Result<Option<Submission>, Fail> {
    let file = |fault| Fail::file(&session.strings, &fault);
    if let Some(answers) = answers {
        return answers.read(&exercise.slug, &exercise.files).map_err(file);
    }
    let Some(path) = &args.answer else { return Ok(None) };
    if is_many(args) {
        if !path.is_dir() {
            let fault = submission_at(path, &[String::new(), String::new()]).err();
            return Err(fault.map_or_else(|| Fail::usage(&session.strings, "cli-answer-folder", &[]), file));
        }
        let folder = path.join(exercise.slug.as_str());
        let read = submission_in(&folder, &exercise.files);
        return read.map(Some).map_err(file);
    }
    submission_at(path, &exercise.files).map(Some).map_err(file)
}

/// An unsaved draft is not judged; that there is one is said.
fn mention_drafts(session: &Session, store: &Store, plan: &Plan) {
    for (name, text) in &plan.submission.files {
        let draft = store.draft(&plan.exercise.slug, name).ok().flatten();
        if draft.is_some_and(|draft| draft.standing(text) != Standing::Same) {
            let args = [("exercise", plan.exercise.slug.as_str().into()), ("file", name.as_str().into())];
            session.warn(&session.strings.with("cli-draft-newer", &args));
        }
    }
}

fn record(session: &Session, store: &mut Store, plan: &Plan, result: &Judged, options: Options) {
    let Plan { exercise, submission, .. } = plan;
    let attempt = Attempt::of(
        &exercise.slug,
        &result.report,
        digest(&submission.files),
        options.effort,
        differs(&exercise.starter, &submission.files),
        Session::now(),
    );
    session.saved(store.record_answer(&attempt, &submission.files));
}
