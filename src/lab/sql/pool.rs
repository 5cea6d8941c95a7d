//! Connections that are used again: to open one and to read its schemas costs more than most scripts do.

use rusqlite::Error;

use super::guard::Rights;
use super::session::{Kit, Session};
use super::world::World;
use super::{Fill, Interleave, Job, Play, Step, Task};

/// What a script could tell a used connection by: counts of earlier changes, and statistics that are read once.
const TELLING: [&str; 3] = ["changes", "last_insert_rowid", "analyze"];

/// Connections to one world that are at rest and as good as new.
#[derive(Debug)]
pub(super) struct Pool {
    spare: Vec<Session>,
    /// Whether none may be used again.
    is_wary: bool,
}

impl Pool {
    pub(super) fn new(is_wary: bool) -> Self {
        Self { spare: Vec::new(), is_wary }
    }

    /// A connection with these rights, to be given back by [`Pool::end`]. All of a pool are to the same world.
    pub(super) fn begin(&mut self, world: &World, rights: Rights, kit: &Kit<'_>) -> Result<Session, Error> {
        let Some(at) = self.spare.iter().position(|session| *session.rights() == rights) else {
            return Session::open(world, rights, kit);
        };
        let mut session = self.spare.swap_remove(at);
        session.catch_up(world)?;
        Ok(session)
    }

    /// Ends sessions: what they have open is lost.
    pub(super) fn end(&mut self, sessions: impl IntoIterator<Item = Session>) {
        for mut session in sessions {
            if !self.is_wary && session.is_like_new() {
                self.spare.push(session);
            }
        }
    }
}

/// Whether some script of a job could tell a connection that was used before.
pub(super) fn is_wary(job: &Job) -> bool {
    texts(job).any(|text| {
        let text = text.to_ascii_lowercase();
        TELLING.iter().any(|word| text.contains(word))
    })
}

/// All SQL of a job.
fn texts(job: &Job) -> impl Iterator<Item = &str> {
    let schemas = job.databases.iter().map(|database| database.schema.as_str());
    let fills = job.datasets.iter().flatten().filter_map(|fill| match fill {
        Fill::Script { script, .. } => Some(script.as_str()),
        Fill::Rows { .. } => None,
    });
    let tasks = job.tasks.iter().flat_map(|task| match task {
        Task::Parse(_) => Vec::new(),
        Task::Play(Play { steps, trials, plan, .. }) => scripts(steps)
            .chain(trials.iter().flat_map(|trials| &trials.statements).map(String::as_str))
            .chain(plan.iter().map(|query| query.script.as_str()))
            .collect(),
        Task::Interleave(Interleave { before, sessions, .. }) => {
            scripts(before).chain(sessions.iter().map(|session| session.script.as_str())).collect()
        }
        Task::Ask(ask) => ask.queries.iter().map(String::as_str).collect(),
    });
    schemas.chain(fills).chain(tasks)
}

fn scripts(steps: &[Step]) -> impl Iterator<Item = &str> {
    steps.iter().map(|step| step.script.as_str())
}
