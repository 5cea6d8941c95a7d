//! How long simulations of the book take to judge: `cargo bench --bench verdicts`, or with the name of an exercise after
//! `--` for that one alone.
//!
//! Of every solution and alternative the verdict; of every wrong answer the first counterexample, and the verdict with all
//! of them made as small as they get. Processor times of one thread, in this process: a boxed child adds its start.

#![allow(clippy::print_stdout, reason = "a bench prints its figures")]

#[path = "sim/time.rs"]
mod time;

use std::path::{Path, PathBuf};
use std::time::Duration;
use std::{env, fs};

use anyhow::Context as _;
use sagabook::course::exercise::Task;
use sagabook::course::{Course, Exercise};
use sagabook::grade::worker::Cancel;
use sagabook::grade::{Judge, Options, Report, Seen, Submission};
use time::{median, ms, now};

/// How often each answer is judged.
const TIMES: usize = 3;

fn main() -> anyhow::Result<()> {
    let wanted = env::args().skip(1).find(|argument| !argument.starts_with('-'));
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    let course = Course::built_in()?;
    let (mut right, mut first, mut whole) = (Vec::new(), Vec::new(), Vec::new());
    println!("{:<58} {:>9} {:>9}", "processor time in ms", "first", "verdict");
    for chapter in &course.catalog().chapters {
        for card in &chapter.exercises {
            let exercise = course.exercise(&card.slug)?;
            let is_wanted = wanted.as_ref().is_none_or(|wanted| *wanted == exercise.slug.to_string());
            if !is_wanted || !matches!(exercise.task, Task::Sim(_)) {
                continue;
            }
            let folder = folder(&root, &exercise)?;
            for kind in ["solution", "alt", "wrong"] {
                let answers = if kind == "solution" { vec![folder.join(kind)] } else { inside(&folder.join(kind)) };
                for answer in answers {
                    let judged = judged(&exercise, &answer)?;
                    let name = answer.strip_prefix(folder.parent().unwrap_or(&folder))?.display().to_string();
                    println!(
                        "{name:<58} {:>9} {:>9.1}  {}",
                        judged.first.map_or_else(String::new, |first| format!("{:.1}", ms(first))),
                        ms(judged.whole),
                        explored(&judged.report)
                    );
                    match kind {
                        "wrong" => {
                            first.extend(judged.first);
                            whole.push(judged.whole);
                        }
                        _ => right.push((judged.whole, name)),
                    }
                }
            }
        }
    }
    let (times, slowest) = (right.iter().map(|(time, _)| *time).collect(), right.iter().max());
    println!("\nverdict of a right answer: median {:.0}", ms(median(times)));
    if let Some((time, name)) = slowest {
        println!("                           most {:.0}, {name}", ms(*time));
    }
    println!("first counterexample: median {:.0}; all, shrunk: median {:.0}", ms(median(first)), ms(median(whole)));
    Ok(())
}

struct Judged {
    /// Until the first failure was seen.
    first: Option<Duration>,
    whole: Duration,
    report: Report,
}

/// Judges an answer some times, each time anew; the times are medians.
fn judged(exercise: &Exercise, answer: &Path) -> anyhow::Result<Judged> {
    let submission = Submission::from_folder(answer, &exercise.files, &[])?;
    let (mut first, mut whole, mut last) = (Vec::new(), Vec::new(), None);
    for _ in 0..TIMES {
        let mut judge = Judge::in_process();
        let begin = now();
        let mut seen_first = None;
        let report = judge.grade(exercise, &submission, &Options::default(), &Cancel::new(), &mut |seen| {
            if let Seen::Progress(progress) = seen
                && progress.broken.is_some()
            {
                seen_first.get_or_insert_with(now);
            }
        });
        whole.push(now().saturating_sub(begin));
        first.extend(seen_first.map(|seen| seen.saturating_sub(begin)));
        last = Some(report);
    }
    let report = last.context("it was judged")?;
    Ok(Judged { first: (!first.is_empty()).then(|| median(first)), whole: median(whole), report })
}

/// What was explored, in figures.
fn explored(report: &Report) -> String {
    report.exploration.as_ref().map_or_else(String::new, |explored| {
        let states = explored.states.unwrap_or_default();
        format!("{:?}, {states} states, {} runs, {} steps", explored.mode, explored.runs, explored.steps)
    })
}

/// The folder of an exercise.
fn folder(root: &Path, exercise: &Exercise) -> anyhow::Result<PathBuf> {
    let chapters = inside(&root.join("exercises"));
    let folders = chapters.iter().map(|chapter| chapter.join(exercise.slug.to_string()));
    folders.into_iter().find(|folder| folder.is_dir()).with_context(|| format!("{} has no folder", exercise.slug))
}

/// What is in a folder, by name; nothing where there is none.
fn inside(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let mut inside: Vec<PathBuf> = entries.map(|entry| entry.path()).collect();
    inside.sort();
    inside
}
