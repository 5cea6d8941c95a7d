//! What the judge sees.

use super::note::{Came, Did, Misuse, Note};
use super::setup::Rule;
use super::system::System;
use super::theatre::MISUSE;
use crate::lab::sql::Table;
use crate::sim::Violation;

/// When checks are judged.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum When {
    /// After a commit.
    Always,
    /// Where all has come to rest, or goes round.
    AtRest,
    /// Where the natural run ends: what is not there must be.
    Reach,
}

impl System<'_> {
    /// The checks that are broken now, with what shows it.
    pub(super) fn broken(&mut self, when: When) -> Vec<(usize, Table)> {
        let setup = self.setup();
        let mut broken = Vec::new();
        for (number, check) in setup.checks.iter().enumerate() {
            let (of, sql) = match &check.rule {
                Rule::Always { sql } => (When::Always, sql),
                Rule::AtRest { sql, .. } => (When::AtRest, sql),
                Rule::Reach { sql } => (When::Reach, sql),
                Rule::History(history) => {
                    // A promise that is broken stays so: it is seen first where a client hears what breaks it.
                    let calls = self.clients.calls();
                    broken.extend(history.broken(calls).filter(|_| when == When::Always).map(|rows| (number, rows)));
                    continue;
                }
                Rule::Budget(_) => continue,
            };
            if of != when {
                continue;
            }
            let rows = self.asked(number, sql);
            match when {
                When::Always | When::AtRest => broken.extend(rows.map(|rows| (number, (*rows).clone()))),
                When::Reach if rows.is_none() => {
                    broken.push((number, Table { columns: Vec::new(), rows: Vec::new() }));
                }
                When::Reach => {}
            }
        }
        broken
    }

    /// Judges a step; what does not hold.
    pub(super) fn judge(&mut self, note: &mut Note) -> Vec<Violation> {
        let heard =
            self.theatre.reads_calls && matches!(note.cause, Came::Asked { .. } | Came::Heard { .. } | Came::Fault(_));
        let stirred = self.is_stirred();
        let outside = self.outside_changes();
        if stirred || heard || note.did.iter().any(|did| matches!(did, Did::Changed(_))) {
            note.broken = self.broken(When::Always);
        }
        if !outside.is_empty() {
            note.did.push(Did::Changed(outside));
        }
        let broken = note.broken.iter().map(|(number, _)| violation(*number, 0));
        let did = note.did.iter().filter_map(|did| match did {
            Did::Misused(misuse) => Some(Violation { check: MISUSE, code: *misuse as u16 }),
            Did::Exceeded { check, of, .. } => Some(violation(*check, of.code())),
            Did::Statement { .. }
            | Did::Transaction(_)
            | Did::Changed(_)
            | Did::Published { .. }
            | Did::Called { .. }
            | Did::Used { .. }
            | Did::Ended(_)
            | Did::Threw(_) => None,
        });
        broken.chain(did).collect()
    }

    /// What does not hold, now that all rests or goes round.
    pub(super) fn judge_end(&mut self, rests: bool) -> (Vec<Violation>, Note) {
        let mut broken = self.broken(When::AtRest);
        broken.extend(self.broken(When::Always));
        let mut violations: Vec<Violation> = broken.iter().map(|(number, _)| violation(*number, 0)).collect();
        // Whoever still waits now waits for ever.
        if rests && self.instances.iter().any(|instance| !instance.open.is_empty()) {
            violations.push(Violation { check: MISUSE, code: Misuse::Deadlock as u16 });
        }
        (violations, Note { broken, ..Note::default() })
    }

    /// What the natural run does not come to.
    pub(super) fn judge_reach(&mut self) -> Vec<Violation> {
        self.broken(When::Reach).into_iter().map(|(number, _)| violation(number, 0)).collect()
    }
}

fn violation(check: usize, code: u16) -> Violation {
    Violation { check: u16::try_from(check).unwrap_or(MISUSE - 1), code }
}
