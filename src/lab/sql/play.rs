//! Scripts one after the other, and what is looked at on the way and afterwards.

use super::capture::capture;
use super::fuel::Room;
use super::plan::plan;
use super::script::{split, spot};
use super::session::{Kit, Session};
use super::stage::{Ground, Site, Stage, Trouble};
use super::world::World;
use super::{Cut, Fault, Outcome, Play, Played, State, Stated, Step, Stepped, Table, Trial, Trials};

/// Does a play.
pub(super) fn play(stage: &mut Stage<'_>, play: &Play) -> Result<Outcome, Trouble> {
    let mut ground = stage.ground(play.dataset)?;
    let played = on(stage, &mut ground, play)?;
    stage.give_back(ground);
    Ok(Outcome::Played(played))
}

fn on(stage: &Stage<'_>, ground: &mut Ground, play: &Play) -> Result<Played, Trouble> {
    let Ground { site, judge, copy } = ground;
    let kit = stage.kit();
    let mut eye = Eye { judge, room: Room::large(), played: Played::default() };
    if play.cuts {
        eye.look(stage, 0, 0);
    }
    let (stepped, ended_well) = steps(stage, site, &kit, &play.steps, play.reversed, |at, step, is_changed| {
        if play.cuts && is_changed {
            eye.look(stage, at, step);
        }
    })?;
    eye.played.steps = stepped;
    if play.state && eye.played.failure.is_none() {
        eye.played.after = eye.see(stage);
    }
    if ended_well && eye.played.failure.is_none() {
        if let Some(trials) = &play.trials {
            eye.played.trials = try_all(stage, &site.world, copy, &kit, trials)?;
        }
        if let Some(query) = &play.plan {
            let mut session = Session::open(&site.world, stage.rights(&query.service)?, &kit)?;
            eye.played.plan = Some(plan(&mut session, query));
        }
    }
    Ok(eye.played)
}

/// The judge's eye on a play.
struct Eye<'e> {
    judge: &'e Session,
    room: Room,
    played: Played,
}

impl Eye<'_> {
    /// Captures what is committed; gives the state's index.
    fn see(&mut self, stage: &Stage<'_>) -> Option<usize> {
        match capture(self.judge, &stage.names, &mut self.room) {
            Ok(state) => {
                if self.played.states.last() != Some(&state) {
                    self.played.states.push(state);
                }
                Some(self.played.states.len() - 1)
            }
            Err(failure) => {
                self.played.failure.get_or_insert(failure);
                None
            }
        }
    }

    fn look(&mut self, stage: &Stage<'_>, step: usize, statements: usize) {
        if self.played.failure.is_none()
            && let Some(state) = self.see(stage)
        {
            self.played.cuts.push(Cut { step, statements, state });
        }
    }
}

/// Runs scripts, each on a connection as if of its own. `committed` is told after each statement that may have committed
/// something, and after each script. Gives what was done, and whether the play came to its end.
pub(super) fn steps(
    stage: &Stage<'_>,
    site: &mut Site,
    kit: &Kit<'_>,
    steps: &[Step],
    reversed: bool,
    mut committed: impl FnMut(usize, usize, bool),
) -> Result<(Vec<Stepped>, bool), Trouble> {
    let mut done: Vec<Stepped> = Vec::with_capacity(steps.len());
    let mut given: Vec<(&str, Table)> = Vec::new();
    let mut room = Room::new();
    for (at, step) in steps.iter().enumerate() {
        let mut session = site.pool.begin(&site.world, stage.rights(&step.service)?, kit)?;
        session.reverse(reversed)?;
        for name in &step.takes {
            if let Some((_, table)) = given.iter().rev().find(|(other, _)| other == name) {
                session.take(name, table)?;
            }
        }
        let stepped = one(&mut session, step, &mut room, |statements, changed| committed(at, statements, changed));
        site.pool.end([session]);
        let is_end = stepped.failure.as_ref().is_some_and(|failure| !step.goes_on || failure.fault == Fault::Fuel);
        committed(at, stepped.statements.len(), stepped.failure.is_some());
        if let (Some(name), Some(table)) = (&step.gives, &stepped.table) {
            given.push((name, table.clone()));
        }
        done.push(stepped);
        if is_end {
            return Ok((done, false));
        }
    }
    Ok((done, true))
}

fn one(session: &mut Session, step: &Step, room: &mut Room, mut committed: impl FnMut(usize, bool)) -> Stepped {
    let mut stepped = Stepped::default();
    for piece in split(&step.script).into_iter().take(step.stop_after.unwrap_or(usize::MAX)) {
        match session.run(&step.script, piece, &step.with, room) {
            Ok(ran) => {
                let rows = ran.table.as_ref().map_or(0, |table| table.rows.len());
                stepped.statements.push(Stated {
                    at: spot(&step.script, piece.at),
                    changes: ran.changes,
                    rows: rows as u64,
                    // Of more than one, an earlier one may have ended another transaction.
                    is_open: !session.is_at_rest() && ran.statements == 1,
                });
                // A SELECT commits nothing; within a transaction nothing is committed yet.
                let may_commit = session.is_at_rest() && (ran.changes > 0 || ran.table.is_none());
                if ran.table.is_some() {
                    stepped.table = ran.table;
                }
                committed(stepped.statements.len(), may_commit);
            }
            Err(failure) => {
                stepped.failure = Some(failure);
                break;
            }
        }
    }
    stepped.left_open = !session.is_at_rest();
    stepped
}

fn try_all(
    stage: &Stage<'_>,
    world: &World,
    copy: &mut Option<Site>,
    kit: &Kit<'_>,
    trials: &Trials,
) -> Result<Vec<Trial>, Trouble> {
    let Site { world: tried, pool } = match copy {
        Some(site) => site,
        None => copy.insert(stage.site()?),
    };
    let mut room = Room::new();
    let mut all = Vec::with_capacity(trials.statements.len());
    for statement in &trials.statements {
        tried.become_like(world)?;
        let mut session = pool.begin(tried, stage.author(&trials.database)?, kit)?;
        let failure =
            split(statement).into_iter().find_map(|piece| session.run(statement, piece, &[], &mut room).err());
        pool.end([session]);
        all.push(failure.map_or(Trial::Accepted, Trial::Failed));
    }
    Ok(all)
}

impl Played {
    /// The state after the last step, where it was captured.
    #[must_use]
    pub fn state(&self) -> Option<&State> {
        self.states.get(self.after?)
    }

    /// The failure that ended the play: of its last step, or outside of steps.
    #[must_use]
    pub fn ended_by(&self) -> Option<&super::Failure> {
        self.steps.last().and_then(|step| step.failure.as_ref()).or(self.failure.as_ref())
    }
}
