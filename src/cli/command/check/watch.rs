//! `check --watch`: judged again whenever a file of the answer changes.

use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};

use super::{Args, Plan, judging, mention_drafts, record, submission};
use crate::cli::fail::{Done, Fail, Verdict};
use crate::cli::interrupt::Interrupt;
use crate::cli::out::text;
use crate::cli::session::Session;
use crate::progress::{Means, Store, Watch};

/// Judges, waits for changes, and judges what changed; ends when nobody reads any more (or by a signal).
pub(super) fn run(session: &mut Session, args: &Args, plans: &[Plan]) -> Done {
    let mut plans = plans.to_vec();
    let mut store: Option<Store> = if args.answer.is_none() { Some(session.store()?) } else { None };
    let mut judge = judging::judge(session)?;
    judge.warm();
    let folders = folders(session, args, &plans)?;
    let (watch, changes) = Watch::new(Means::of(std::env::var("SAGABOOK_WATCH").ok().as_deref()), &folders)
        .map_err(|unwatched| Fail::system(&session.strings, &unwatched.folder.display().to_string(), &unwatched.why))?;
    // Without the watch the waiting ends.
    let watch = Mutex::new(Some(watch));
    let interrupt = Interrupt::listen(move || drop(watch.lock().unwrap_or_else(PoisonError::into_inner).take()));
    let mut judged: Vec<bool> = vec![false; plans.len()];
    'watching: loop {
        for (plan, judged) in plans.iter().zip(&mut judged).filter(|(_, judged)| !**judged) {
            *judged = true;
            if let Some(store) = &store {
                mention_drafts(session, store, plan);
            }
            let result = judging::judge_one(&mut judge, plan, args.options(), interrupt.cancel());
            if interrupt.cancel().is_cancelled() {
                break 'watching;
            }
            text::verdict(&mut session.out, &result, &session.strings);
            session.out.raw("\n");
            session.out.flush();
            // The next answer's child starts while nobody waits for it.
            judge.warm();
            if let Some(store) = &mut store {
                record(session, store, plan, &result, args.options());
            }
        }
        if session.out.is_closed() {
            break;
        }
        Session::note(&session.text("cli-watching"));
        while judged.iter().all(|judged| *judged) {
            if !changes.wait() {
                break 'watching;
            }
            let answers = if args.answer.is_none() { Some(session.answers()?) } else { None };
            for (plan, judged) in plans.iter_mut().zip(&mut judged) {
                // Half-way through a save a file may be missing; what is there a moment later is judged.
                let Ok(Some(now)) = submission(session, args, answers.as_ref(), &plan.exercise) else { continue };
                if now != plan.submission {
                    plan.submission = now;
                    *judged = false;
                }
            }
        }
    }
    drop(judge);
    interrupt.obey();
    Ok(Verdict::Fine)
}

/// Folders to look at: those that hold the files, since editors replace files.
fn folders(session: &Session, args: &Args, plans: &[Plan]) -> Result<Vec<PathBuf>, Fail> {
    let mut folders = Vec::new();
    for plan in plans {
        let folder = match &args.answer {
            None => session.answers()?.folder(&plan.exercise.slug),
            Some(path) if args.all || args.exercises.len() > 1 => path.join(plan.exercise.slug.as_str()),
            Some(path) if path.is_dir() => path.clone(),
            Some(path) => match path.parent() {
                Some(folder) if !folder.as_os_str().is_empty() => folder.to_owned(),
                Some(_) | None => PathBuf::from("."),
            },
        };
        if folder.is_dir() {
            folders.push(folder);
        }
    }
    Ok(folders)
}
