//! `check --watch`: judged again whenever a file of the answer changes.

use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::time::Duration;

use notify::event::{AccessKind, AccessMode, EventKind, ModifyKind, RenameMode};
use notify::{Config, Event, PollWatcher, RecommendedWatcher, RecursiveMode, Watcher};

use super::{Args, Plan, judging, mention_drafts, record, submission};
use crate::cli::fail::{Done, Fail, Verdict};
use crate::cli::out::text;
use crate::cli::session::Session;
use crate::progress::Store;

/// Editors save in several steps; where the system does not tell of the last one, so long nothing more must happen.
const QUIET: Duration = Duration::from_millis(40);

/// What the system tells of a folder.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Change {
    /// Something is being written.
    Begun,
    /// A written file was closed, or one was put in another's place: there is something whole to read.
    Whole,
}

/// Judges, waits for changes, and judges what changed; ends when nobody reads any more (or by a signal).
pub(super) fn run(session: &mut Session, args: &Args, plans: &[Plan]) -> Done {
    let mut plans = plans.to_vec();
    let mut store: Option<Store> = if args.answer.is_none() { Some(session.store()?) } else { None };
    let mut judge = judging::judge(session)?;
    judge.warm();
    let folders = folders(session, args, &plans)?;
    let (changes, _watcher) = watch(session, &folders)?;
    let mut judged: Vec<bool> = vec![false; plans.len()];
    loop {
        for (plan, judged) in plans.iter().zip(&mut judged).filter(|(_, judged)| !**judged) {
            *judged = true;
            if let Some(store) = &store {
                mention_drafts(session, store, plan);
            }
            let result = judging::judge_one(&mut judge, plan, args.options());
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
            return Ok(Verdict::Fine);
        }
        Session::note(&session.text("cli-watching"));
        while judged.iter().all(|judged| *judged) {
            if !changed(&changes) {
                return Ok(Verdict::Fine);
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
}

/// Waits until something has changed and can be read; false where the watcher is gone.
fn changed(changes: &Receiver<Change>) -> bool {
    let mut next = changes.recv().map_err(RecvTimeoutError::from);
    loop {
        match next {
            Ok(Change::Begun) => next = changes.recv_timeout(QUIET),
            Ok(Change::Whole) | Err(RecvTimeoutError::Timeout) => return true,
            Err(RecvTimeoutError::Disconnected) => return false,
        }
    }
}

/// What an event tells of; none where nothing was written.
fn change(event: EventKind) -> Option<Change> {
    match event {
        EventKind::Access(AccessKind::Close(AccessMode::Write))
        | EventKind::Modify(ModifyKind::Name(RenameMode::To | RenameMode::Both)) => Some(Change::Whole),
        EventKind::Access(_) => None,
        EventKind::Any | EventKind::Create(_) | EventKind::Modify(_) | EventKind::Remove(_) | EventKind::Other => {
            Some(Change::Begun)
        }
    }
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

/// Starts watching by the system's means, or by looking twice a second where it has none.
fn watch(session: &Session, folders: &[PathBuf]) -> Result<(Receiver<Change>, Box<dyn Watcher>), Fail> {
    let (send, receive) = mpsc::channel();
    let tell = move |event: notify::Result<Event>| {
        if let Some(change) = event.as_ref().map_or(Some(Change::Begun), |event| change(event.kind)) {
            // The receiver ends with the program.
            let _ = send.send(change);
        }
    };
    let refused =
        |folder: &Path, error: notify::Error| Fail::system(&session.strings, &folder.display().to_string(), &error);
    let begin = |watcher: &mut dyn Watcher| {
        folders.iter().try_for_each(|folder| {
            watcher.watch(folder, RecursiveMode::NonRecursive).map_err(|error| refused(folder, error))
        })
    };
    if let Ok(mut watcher) = RecommendedWatcher::new(tell.clone(), Config::default())
        && begin(&mut watcher).is_ok()
    {
        return Ok((receive, Box::new(watcher)));
    }
    let every = Config::default().with_poll_interval(Duration::from_millis(500)).with_compare_contents(true);
    let mut watcher = PollWatcher::new(tell, every).map_err(|error| refused(Path::new("."), error))?;
    begin(&mut watcher)?;
    Ok((receive, Box::new(watcher)))
}
