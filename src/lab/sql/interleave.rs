//! Two sessions in every order of their statements.
//!
//! Databases are files with a write-ahead log, since only there a reader keeps its snapshot while another writes. Nobody
//! waits for a lock: a session that is told BUSY lost, is rolled back, and begins again once the other has no
//! transaction open.

use super::capture::capture;
use super::fuel::Room;
use super::play::steps;
use super::script::{Piece, split};
use super::session::{Kit, Session};
use super::stage::{Site, Stage, Trouble};
use super::world::World;
use super::{Failure, Fault, Interleave, Interleaved, Order, Outcome, Spot, Turn, TurnEnd};

/// Statements of both sessions together.
const STATEMENTS: usize = 60;
/// How often a session that lost is run again.
const TRIES: u32 = 3;

/// Steps the sessions in every order.
pub(super) fn interleave(stage: &mut Stage<'_>, task: &Interleave) -> Result<Outcome, Trouble> {
    let mut done = Interleaved::default();
    let mut site = Site { world: stage.world(task.dataset)?, pool: stage.pool() };
    let (before, ended_well) = steps(stage, &mut site, &stage.kit(), &task.before, false, |_, _, _| {})?;
    done.before = before;
    if !ended_well {
        return Ok(Outcome::Interleaved(done));
    }
    let pieces = [split(&task.sessions[0].script), split(&task.sessions[1].script)];
    let (a, b) = (pieces[0].len(), pieces[1].len());
    if a + b > STATEMENTS {
        let message = format!("more than {STATEMENTS} statements");
        let longer = usize::from(b > a);
        done.failure = Some((longer, Failure { fault: Fault::Output, message, at: Spot { line: 1, column: 1 } }));
        return Ok(Outcome::Interleaved(done));
    }
    let folder = tempfile::Builder::new().prefix("sagabook-").tempdir()?;
    site.world.save(folder.path())?;
    let mut files = Site { world: World::in_folder(&stage.names, folder.path())?, pool: stage.pool() };
    let judge = Session::open(&files.world, stage.judge(), &stage.kit())?;
    done.of = orders(a, b);
    let most = u64::try_from(task.orders.max(1)).unwrap_or(u64::MAX).min(done.of);
    for number in 0..most {
        let order = order(a, b, evenly(number, done.of, most));
        let kit = stage.kit();
        files.world.become_like(&site.world)?;
        let mut run = Run::new(stage, &mut files, &kit, task, &pieces)?;
        for &who in &order {
            run.turn(who)?;
        }
        run.finish()?;
        let (turns, starved, failure) = (run.turns, run.starved, run.failure);
        if failure.is_some() {
            done.failure = failure;
            return Ok(Outcome::Interleaved(done));
        }
        let (stepped, _) = steps(stage, &mut files, &kit, &task.then, false, |_, _, _| {})?;
        let then = stepped.into_iter().enumerate().find_map(|(at, step)| Some((at, step.failure?)));
        let state = match capture(&judge, &stage.names, &mut Room::new()) {
            Ok(state) => state,
            Err(failure) => {
                done.failure = Some((0, failure));
                return Ok(Outcome::Interleaved(done));
            }
        };
        let at = done.states.iter().position(|other| *other == state).unwrap_or_else(|| {
            done.states.push(state);
            done.states.len() - 1
        });
        let order = order.iter().map(|&who| if who == 0 { 'A' } else { 'B' }).collect();
        done.orders.push(Order { order, turns, state: at, starved, then });
    }
    Ok(Outcome::Interleaved(done))
}

/// One order being run.
struct Run<'r> {
    stage: &'r Stage<'r>,
    site: &'r mut Site,
    kit: &'r Kit<'r>,
    task: &'r Interleave,
    pieces: &'r [Vec<Piece<'r>>; 2],
    sides: [Side; 2],
    turns: Vec<Turn>,
    room: Room,
    starved: bool,
    failure: Option<(usize, Failure)>,
}

struct Side {
    /// None once the session ended.
    session: Option<Session>,
    next: usize,
    lost: u32,
    waits: bool,
}

impl<'r> Run<'r> {
    fn new(
        stage: &'r Stage<'r>,
        site: &'r mut Site,
        kit: &'r Kit<'r>,
        task: &'r Interleave,
        pieces: &'r [Vec<Piece<'r>>; 2],
    ) -> Result<Self, Trouble> {
        let sides = [(), ()].map(|()| Side { session: None, next: 0, lost: 0, waits: false });
        let (turns, room) = (Vec::new(), Room::new());
        let mut run = Self { stage, site, kit, task, pieces, sides, turns, room, starved: false, failure: None };
        for (who, side) in pieces.iter().enumerate() {
            if !side.is_empty() {
                run.sides[who].session = Some(run.begin(who)?);
            }
        }
        Ok(run)
    }

    fn begin(&mut self, who: usize) -> Result<Session, Trouble> {
        let rights = self.stage.rights(&self.task.sessions[who].service)?;
        Ok(self.site.pool.begin(&self.site.world, rights, self.kit)?)
    }

    /// Whether a session has something to do that it may do now.
    fn can(&self, who: usize) -> bool {
        let other = &self.sides[1 - who];
        let other_rests = other.session.as_ref().is_none_or(Session::is_at_rest);
        self.sides[who].session.is_some() && (!self.sides[who].waits || other_rests)
    }

    /// A session's turn: its next statement, or nothing if it ended or waits.
    fn turn(&mut self, who: usize) -> Result<(), Trouble> {
        if !self.can(who) || self.failure.is_some() {
            return Ok(());
        }
        let asked = &self.task.sessions[who];
        let side = &mut self.sides[who];
        side.waits = false;
        let statement = side.next;
        let piece = self.pieces[who][statement];
        let Some(session) = &mut side.session else { return Ok(()) };
        let end = match session.run(&asked.script, piece, &asked.with, &mut self.room) {
            Ok(ran) => {
                side.next += 1;
                if side.next == self.pieces[who].len() {
                    self.site.pool.end(side.session.take());
                }
                ran.table.map_or(TurnEnd::Changed(ran.changes), |table| TurnEnd::Gave(table.rows.len() as u64))
            }
            Err(failure) if failure.fault == Fault::Busy => {
                self.site.pool.end(side.session.take());
                side.lost += 1;
                side.next = 0;
                side.waits = true;
                if self.task.retry && side.lost <= TRIES {
                    self.sides[who].session = Some(self.begin(who)?);
                } else if self.task.retry {
                    self.starved = true;
                }
                TurnEnd::Busy
            }
            Err(failure) => {
                self.site.pool.end(side.session.take());
                if failure.fault != Fault::Refused {
                    self.failure = Some((who, failure.clone()));
                }
                TurnEnd::Failed(failure)
            }
        };
        self.turns.push(Turn { session: who, statement, end });
        Ok(())
    }

    /// After the order's turns: whoever has something left does it.
    fn finish(&mut self) -> Result<(), Trouble> {
        while self.failure.is_none() {
            match [0, 1].into_iter().find(|&who| self.can(who)) {
                Some(who) => self.turn(who)?,
                None => break,
            }
        }
        Ok(())
    }
}

/// How many orders there are of so many statements of A and B: C(a + b, a). Exact for the statements allowed.
fn orders(a: usize, b: usize) -> u64 {
    let mut count: u128 = 1;
    for k in 1..=a.min(b) {
        count = count * (a.max(b) + k) as u128 / k as u128;
    }
    u64::try_from(count).unwrap_or(u64::MAX)
}

/// The number of the order taken as this one of `most`, evenly among all.
fn evenly(number: u64, of: u64, most: u64) -> u64 {
    let at = u128::from(number) * u128::from(of) / u128::from(most.max(1));
    u64::try_from(at).unwrap_or(u64::MAX)
}

/// The order of this number, from 0 (all of A first) to the last (all of B first).
fn order(mut a: usize, mut b: usize, mut number: u64) -> Vec<usize> {
    let mut turns = Vec::with_capacity(a + b);
    while a + b > 0 {
        let with_a = if a == 0 { 0 } else { orders(a - 1, b) };
        if number < with_a {
            turns.push(0);
            a -= 1;
        } else {
            number -= with_a;
            turns.push(1);
            b -= 1;
        }
    }
    turns
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::{order, orders};

    #[test]
    fn every_order_comes_once() {
        for (a, b) in [(0, 0), (1, 0), (1, 1), (2, 2), (3, 4), (5, 1)] {
            let all: BTreeSet<Vec<usize>> = (0..orders(a, b)).map(|number| order(a, b, number)).collect();
            assert_eq!(all.len() as u64, orders(a, b), "{a} {b}");
            assert!(all.iter().all(|turns| turns.iter().filter(|&&who| who == 0).count() == a));
        }
        assert_eq!(orders(30, 30), 118_264_581_564_861_424);
    }
}
