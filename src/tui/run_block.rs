//! A lesson's live block as a job, and what came of it as something to show.

use super::layout::Shown;
use super::model::{Block, Given};
use super::story::Played;
use crate::base::{Safe, Strings};
use crate::course::exercise::{Exercise, Task};
use crate::grade::story::Unplayed;
use crate::lab::{Done, Gone, Job, script, sql};

/// The job of a block; none of one whose story is played.
pub(crate) fn job(block: &Block) -> Option<Job> {
    Some(match block {
        Block::Sql { databases, sql } => {
            let databases: Vec<(&str, &str)> =
                databases.iter().map(|(name, setup)| (name.as_str(), setup.as_str())).collect();
            Job::Sql(sql::Job::playground(&databases, sql))
        }
        Block::Js(source) => Job::Script(script::Job::block(source)),
        Block::Play(_) => return None,
    })
}

/// What came of it.
pub(crate) fn shown(done: &Done, words: &Strings) -> Shown {
    match done {
        Done::Sql(done) => done.outcomes.first().map_or(Shown::Nothing, |outcome| played(outcome, words)),
        Done::Script(done) => match &done.load {
            None if done.printed.is_empty() => Shown::Nothing,
            None => Shown::Lines(done.printed.clone()),
            Some(failure) => failed(failure, words),
        },
        // No block of a lesson asks for one yet that is shown as rows or lines.
        Done::System(_) => Shown::Nothing,
    }
}

fn played(outcome: &sql::Outcome, words: &Strings) -> Shown {
    let played = match outcome {
        sql::Outcome::Played(played) => played,
        sql::Outcome::NotMade(why) => return Shown::Error { message: why.clone(), line: 0 },
        sql::Outcome::Parsed(_) | sql::Outcome::Interleaved(_) | sql::Outcome::Asked(_) | sql::Outcome::Skipped => {
            return Shown::Nothing;
        }
    };
    let Some(step) = played.steps.last() else { return Shown::Nothing };
    match (step.failure.as_ref().or(played.failure.as_ref()), &step.table) {
        (Some(failure), _) => refused(failure, words),
        (None, Some(table)) => Shown::Rows { columns: table.columns.clone(), rows: table.rows.clone() },
        (None, None) => Shown::Nothing,
    }
}

fn refused(failure: &sql::Failure, words: &Strings) -> Shown {
    use sql::Fault;
    let message = match &failure.fault {
        Fault::Fuel => words.get("run-fuel"),
        Fault::Memory => words.get("run-memory"),
        Fault::Output => words.get("run-output"),
        Fault::NotAllowed(what) => words.with("run-not-allowed", &[("what", Safe::line(what).into_string().into())]),
        Fault::Syntax | Fault::Refused | Fault::Busy | Fault::Foreign(_) | Fault::Other => failure.message.clone(),
    };
    Shown::Error { message, line: failure.at.line }
}

/// The job that gives the rows that an exercise shows; none where it shows none.
pub(crate) fn given_job(exercise: &Exercise) -> Option<Job> {
    let Task::Sql(task) = &exercise.task else { return None };
    let text = |path: &Option<String>| path.as_ref().and_then(|path| exercise.support.get(path)).cloned();
    let databases = task
        .databases
        .iter()
        .map(|(name, it)| sql::Database { name: name.clone(), schema: text(&it.schema).unwrap_or_default() });
    let fills = task.databases.iter().filter_map(|(name, it)| {
        let script = text(&it.shown).filter(|script| !script.is_empty())?;
        Some(sql::Fill::Script { database: name.clone(), script })
    });
    let fills: Vec<sql::Fill> = fills.collect();
    (!fills.is_empty()).then(|| {
        Job::Sql(sql::Job {
            databases: databases.collect(),
            datasets: vec![fills],
            tasks: vec![sql::Task::Play(sql::Play { state: true, ..sql::Play::default() })],
            ..sql::Job::default()
        })
    })
}

/// The tables of [`given_job`], named as the answer's scripts can write them.
pub(crate) fn given(done: &Done, exercise: &Exercise) -> Vec<Given> {
    let (Done::Sql(done), Task::Sql(task)) = (done, &exercise.task) else { return Vec::new() };
    let Some(sql::Outcome::Played(played)) = done.outcomes.first() else { return Vec::new() };
    let Some(state) = played.after.and_then(|at| played.states.get(at)) else { return Vec::new() };
    let own = task.run.iter().filter(|step| exercise.files.contains(&step.file));
    let services: Vec<&str> = own.map(|step| step.service.as_str()).collect();
    let tables =
        state.databases.iter().flat_map(|(database, tables)| tables.iter().map(move |table| (database, table)));
    tables
        .map(|(database, table)| Given {
            name: task.written(database, &table.name, services.iter().copied()),
            columns: table.columns.clone(),
            rows: table.rows.clone(),
        })
        .collect()
}

fn failed(failure: &script::Failure, words: &Strings) -> Shown {
    use script::Failure;
    let (id, thrown) = match failure {
        Failure::Syntax(thrown) | Failure::Threw(thrown) => ("", Some(thrown)),
        Failure::Fuel | Failure::Pending => ("run-fuel", None),
        Failure::Memory => ("run-memory", None),
        Failure::Stack => ("run-stack", None),
        Failure::Output => ("run-output", None),
        Failure::NoFunction(_) | Failure::NotJson { .. } | Failure::ChangedInput { .. } => ("run-failed", None),
    };
    match thrown {
        Some(thrown) => {
            let message = if thrown.kind.is_empty() {
                thrown.message.clone()
            } else {
                format!("{}: {}", thrown.kind, thrown.message)
            };
            Shown::Error { message, line: thrown.at.as_ref().map_or(0, |at| at.line) }
        }
        None => Shown::Error { message: words.get(id), line: 0 },
    }
}

/// What came of a story that is played.
pub(crate) fn told(played: Result<Played, Unplayed>, words: &Strings) -> Shown {
    let message = match played {
        Ok(played) => return Shown::Story(Box::new(played)),
        Err(Unplayed::Gone(gone)) => return self::gone(&gone, words),
        Err(Unplayed::Content(_) | Unplayed::NoStory | Unplayed::Schedule | Unplayed::Holds) => words.get("play-none"),
    };
    Shown::Error { message, line: 0 }
}

/// What to show where nothing came.
pub(crate) fn gone(gone: &Gone, words: &Strings) -> Shown {
    let message = match gone {
        Gone::Stopped => words.get("run-stopped"),
        Gone::Cancelled => words.get("run-cancelled"),
        Gone::Died(why) | Gone::Machine(why) => words.with("run-machine", &[("why", why.as_str().into())]),
    };
    Shown::Error { message, line: 0 }
}
