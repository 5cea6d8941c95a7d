//! What the judge sees.

use std::rc::Rc;

use super::note::{Misuse, Note, Pen};
use super::setup::Rule;
use super::system::System;
use super::theatre::MISUSE;
use super::touch::Thing;
use crate::lab::sql::Table;
use crate::sim::Violation;

/// The code of a check that does not hold in time.
const LATE: u16 = 1;

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
    pub(super) fn broken(&mut self, when: When) -> Vec<(usize, Rc<Table>)> {
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
                    broken.extend(
                        history.broken(calls).filter(|_| when == When::Always).map(|rows| (number, Rc::new(rows))),
                    );
                    continue;
                }
                Rule::Budget(_) => continue,
            };
            if of != when {
                continue;
            }
            let rows = self.asked(number, sql);
            match when {
                When::Always | When::AtRest => broken.extend(rows.map(|rows| (number, rows))),
                When::Reach if rows.is_none() => {
                    broken.push((number, Rc::new(Table { columns: Vec::new(), rows: Vec::new() })));
                }
                When::Reach => {}
            }
        }
        broken
    }

    /// Judges a step, in which a client asked or heard something or there was a fault, or was not, and by which it has
    /// become too late for some checks; what does not hold.
    pub(super) fn judge(&mut self, heard: bool, late: Vec<(usize, Rc<Table>)>, pen: &mut Pen) -> Vec<Violation> {
        let mut violations: Vec<Violation> = late.iter().map(|(number, _)| violation(*number, LATE)).collect();
        if heard {
            self.touched.writes(Thing::Moments);
        }
        if self.is_stirred() || heard || pen.changed {
            let broken = self.broken(When::Always);
            violations.extend(broken.iter().map(|(number, _)| violation(*number, 0)));
            pen.write(|note| note.broken = told(broken));
        }
        pen.write(|note| note.broken.extend(told(late)));
        if pen.listens() {
            let outside = self.outside_changes();
            if !outside.is_empty() {
                pen.changed(&outside);
            }
        }
        violations.extend(pen.misused.iter().map(|misuse| Violation { check: MISUSE, code: *misuse as u16 }));
        violations.extend(pen.exceeded.iter().map(|(check, of)| violation(*check, of.code())));
        violations
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
        (violations, Note { broken: told(broken), ..Note::default() })
    }

    /// What the natural run does not come to.
    pub(super) fn judge_reach(&mut self) -> Vec<Violation> {
        self.broken(When::Reach).into_iter().map(|(number, _)| violation(number, 0)).collect()
    }
}

/// Broken checks as a note has them.
fn told(broken: Vec<(usize, Rc<Table>)>) -> Vec<(usize, Table)> {
    broken.into_iter().map(|(number, rows)| (number, (*rows).clone())).collect()
}

fn violation(check: usize, code: u16) -> Violation {
    Violation { check: u16::try_from(check).unwrap_or(MISUSE - 1), code }
}
