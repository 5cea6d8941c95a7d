//! Judging several answers, some at once; what comes out does not depend on how many.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc;
use std::thread;
use std::time::Instant;

use indicatif::ProgressBar;

use super::{Judged, Plan};
use crate::cli::fail::Fail;
use crate::cli::session::Session;
use crate::grade::worker::Cancel;
use crate::grade::{Judge, Options};

/// Judges all plans with so many judges, and hands the results on in the plans' order as they come; none after a cancel.
pub(super) fn judge_all(
    session: &mut Session,
    plans: &[Plan],
    options: Options,
    workers: usize,
    cancel: &Cancel,
    done: &mut dyn FnMut(&mut Session, Judged),
) -> Result<(), Fail> {
    let judges: Vec<Judge> = (0..workers).map(|_| judge(session)).collect::<Result<_, _>>()?;
    let next = AtomicUsize::new(0);
    let (send, receive) = mpsc::channel();
    thread::scope(|scope| {
        for mut judge in judges {
            let (send, next) = (send.clone(), &next);
            scope.spawn(move || {
                judge.warm();
                loop {
                    let number = next.fetch_add(1, Ordering::Relaxed);
                    let Some(plan) = plans.get(number).filter(|_| !cancel.is_cancelled()) else { break };
                    if send.send((number, judge_one(&mut judge, plan, options, cancel))).is_err() {
                        break;
                    }
                }
            });
        }
        drop(send);
        let mut waiting = BTreeMap::new();
        let mut wanted = 0;
        for (number, result) in receive {
            if cancel.is_cancelled() {
                break;
            }
            waiting.insert(number, result);
            while let Some(result) = waiting.remove(&wanted) {
                done(session, result);
                wanted += 1;
            }
        }
    });
    Ok(())
}

/// A judge with children of this program.
pub(super) fn judge(session: &Session) -> Result<Judge, Fail> {
    Judge::new().map_err(|error| Fail::system(&session.strings, "sagabook", &error))
}

/// Judges one answer.
pub(super) fn judge_one(judge: &mut Judge, plan: &Plan, options: Options, cancel: &Cancel) -> Judged {
    let start = Instant::now();
    let report = judge.grade(&plan.exercise, &plan.submission, &options, cancel, &mut |_| {});
    let elapsed_ms = u64::try_from(start.elapsed().as_millis()).unwrap_or(u64::MAX);
    Judged { report, text: plan.text.clone(), from: plan.from.clone(), elapsed_ms }
}

/// A bar on standard error, where a person is there who sees nothing else move.
pub(super) fn bar(session: &Session, answers: usize) -> ProgressBar {
    if answers > 1 && session.shows_bars() && !session.out.is_terminal() {
        ProgressBar::new(answers as u64)
    } else {
        ProgressBar::hidden()
    }
}
