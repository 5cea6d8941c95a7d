//! One lesson: its live blocks run, and print what they are expected to.

use super::Verified;
use crate::base::{Lang, Slug, Value};
use crate::course::{Block, Course, Expect, Lesson, Play, Problem, Which};
use crate::grade::story::{Story, Unplayed};
use crate::grade::{Cancel, Judge};
use crate::lab::{Done, Gone, Job, script, sql};

/// Verifies a lesson in all its languages.
pub(super) fn verify(course: &Course, slug: &Slug, judge: &mut Judge, cancel: &Cancel) -> Verified {
    let mut found = Verified { lessons: 1, ..Verified::default() };
    let languages = course.catalog().lesson(slug.as_str()).map(|(_, card)| card.languages.clone()).unwrap_or_default();
    for lang in languages {
        match course.lesson(slug, &lang) {
            Ok(lesson) => found.problems.extend(blocks(course, &lesson, &lang, judge, cancel)),
            Err(problems) => found.problems.extend(problems.0),
        }
    }
    found
}

fn blocks(course: &Course, lesson: &Lesson, lang: &Lang, judge: &mut Judge, cancel: &Cancel) -> Vec<Problem> {
    let mut problems = Vec::new();
    for (block, line) in lesson.blocks.iter().zip(&lesson.lines) {
        if cancel.is_cancelled() {
            break;
        }
        let problem = match block {
            Block::SqlRun { databases, sql, expect } => {
                sql_block(lesson, databases, sql, expect.as_ref(), judge, cancel)
            }
            Block::JsRun { source, expect } => js_block(source, expect.as_deref(), judge, cancel),
            Block::SimPlay(play) => played(course, play, lang, judge, cancel),
            Block::Heading { .. }
            | Block::Paragraph(_)
            | Block::List { .. }
            | Block::Table { .. }
            | Block::Code { .. }
            | Block::Diagram(_)
            | Block::Callout { .. }
            | Block::Quote(_)
            | Block::Rule
            | Block::Footnote { .. }
            | Block::Predict(_)
            | Block::Quiz(_)
            | Block::Exercise(_)
            | Block::Notes(_) => None,
        };
        problems.extend(problem.map(|problem| problem.at(&lesson.file, *line, 1)));
    }
    problems
}

fn sql_block(
    lesson: &Lesson,
    databases: &[String],
    script: &str,
    expect: Option<&Expect>,
    judge: &mut Judge,
    cancel: &Cancel,
) -> Option<Problem> {
    let schemas: Vec<(&str, &str)> =
        databases.iter().map(|name| (name.as_str(), lesson.setup.get(name).map_or("", String::as_str))).collect();
    let done = match judge.run(&Job::Sql(sql::Job::playground(&schemas, script)), cancel) {
        Ok(Done::Sql(done)) => done,
        Ok(Done::Script(_) | Done::System(_)) => return Some(fails("the worker answered another question")),
        Err(gone) => return Some(lost(&gone)),
    };
    let step = match done.into_playground() {
        Ok(step) => step,
        Err(why) => return Some(fails(&why)),
    };
    match (step.failure, expect) {
        // A block may show what is refused; it must parse.
        (Some(failure), None) if failure.fault != sql::Fault::Syntax => None,
        (Some(failure), _) => Some(fails(&failure.message)),
        (None, None) => None,
        (None, Some(expect)) => {
            let table = step.table.unwrap_or_default();
            (!expect.agrees(&table.columns, &table.rows)).then(|| {
                let row = |row: &Vec<Value>| row.iter().map(ToString::to_string).collect::<Vec<_>>().join(" | ");
                differs(std::iter::once(table.columns.join(" | ")).chain(table.rows.iter().map(row)))
            })
        }
    }
}

fn js_block(source: &str, expect: Option<&[String]>, judge: &mut Judge, cancel: &Cancel) -> Option<Problem> {
    let done = match judge.run(&Job::Script(script::Job::block(source)), cancel) {
        Ok(Done::Script(done)) => done,
        Ok(Done::Sql(_) | Done::System(_)) => return Some(fails("the worker answered another question")),
        Err(gone) => return Some(lost(&gone)),
    };
    match (done.load, expect) {
        // A block may show what is thrown; it must parse.
        (Some(script::Failure::Threw(_)) | None, None) => None,
        (Some(script::Failure::Threw(thrown) | script::Failure::Syntax(thrown)), _) => {
            Some(fails(&format!("{}: {}", thrown.kind, thrown.message)))
        }
        (Some(other), _) => Some(fails(&format!("{other:?}"))),
        (None, Some(expect)) => (done.printed != expect).then(|| differs(done.printed.into_iter())),
    }
}

/// A story that is played is there, and is what it says.
pub(super) fn played(course: &Course, play: &Play, lang: &Lang, judge: &mut Judge, cancel: &Cancel) -> Option<Problem> {
    let unplayed = match Story::play(course, play, lang, judge, cancel) {
        Ok(story) => {
            let Which::Schedule(id) = &play.story else { return None };
            let now = story.schedule.filter(|now| now != id)?;
            return Some(Problem::new("verify-play-renamed").with("id", &now));
        }
        Err(unplayed) => unplayed,
    };
    Some(match unplayed {
        Unplayed::Content(problems) => {
            let why = problems.0.first().map_or("", |problem| problem.code);
            Problem::new("verify-play-content")
                .with("exercise", &play.exercise)
                .with("answer", &play.answer)
                .with("why", why)
        }
        Unplayed::NoStory => Problem::new("verify-play-none").with("exercise", &play.exercise),
        Unplayed::Schedule => Problem::new("verify-play-schedule"),
        Unplayed::Holds => Problem::new("verify-play-holds").with("answer", &play.answer),
        Unplayed::Gone(gone) => lost(&gone),
    })
}

fn differs(lines: impl Iterator<Item = String>) -> Problem {
    Problem::new("verify-block-differs").with("actual", lines.take(12).collect::<Vec<_>>().join(" ⏎ "))
}

fn fails(why: &str) -> Problem {
    Problem::new("verify-block-fails").with("why", why)
}

fn lost(gone: &Gone) -> Problem {
    fails(&gone.to_string())
}
