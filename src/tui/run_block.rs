//! A lesson's live block as a job, and what came of it as something to show.

use super::layout::Shown;
use super::model::Block;
use crate::base::Strings;
use crate::lab::{Done, Gone, Job, script};

/// The job of a block.
pub(crate) fn job(block: &Block) -> Job {
    match block {
        Block::Sql { .. } => Job::Script(script::Job::block("print('sql')")),
        Block::Js(source) => Job::Script(script::Job::block(source)),
    }
}

/// What came of it.
pub(crate) fn shown(done: &Done, words: &Strings) -> Shown {
    match done {
        Done::Sql(_) => Shown::Nothing,
        Done::Script(done) => match &done.load {
            None if done.printed.is_empty() => Shown::Nothing,
            None => Shown::Lines(done.printed.clone()),
            Some(failure) => failed(failure, words),
        },
    }
}

fn failed(failure: &script::Failure, words: &Strings) -> Shown {
    use script::Failure;
    let (id, thrown) = match failure {
        Failure::Syntax(thrown) | Failure::Threw(thrown) => ("", Some(thrown)),
        Failure::Fuel | Failure::Pending => ("run-fuel", None),
        Failure::Memory => ("run-memory", None),
        Failure::Stack => ("run-stack", None),
        Failure::Output => ("run-output", None),
        Failure::NoFunction(_) | Failure::NotJson { .. } | Failure::ChangedInput(_) => ("run-failed", None),
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

/// What to show where nothing came.
pub(crate) fn gone(gone: &Gone, words: &Strings) -> Shown {
    let message = match gone {
        Gone::Stopped => words.get("run-stopped"),
        Gone::Cancelled => words.get("run-cancelled"),
        Gone::Died(why) | Gone::Machine(why) => words.with("run-machine", &[("why", why.as_str().into())]),
    };
    Shown::Error { message, line: 0 }
}
