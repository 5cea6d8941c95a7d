//! The judge's queries over captured rows.

use rusqlite::{Connection, Error, params_from_iter};

use super::fuel::Room;
use super::pool::Pool;
use super::script::split;
use super::session::{distinct, to_sql};
use super::stage::{Stage, Trouble};
use super::world::{World, quoted};
use super::{Affinity, Ask, Outcome, State, Table, TableState};

/// Where captured rows are laid out for the judge. One serves all tasks of a job: their states are much alike, and what
/// is there already stays.
pub(super) struct Desk<'j> {
    world: World,
    pool: Pool,
    laid: Vec<Laid<'j>>,
}

/// A table as it stands on the desk, by its name as SQL text.
struct Laid<'j> {
    name: String,
    table: &'j TableState,
}

/// Asks the queries of a task.
pub(super) fn ask(stage: &mut Stage<'_>, ask: &Ask) -> Result<Outcome, Trouble> {
    let states = &stage.job.states;
    let state = |at: usize| states.get(at).ok_or_else(|| Trouble::NotMade(format!("there is no state {at}")));
    let mut wanted = tables(state(ask.now)?, |database, table| format!("{}.{}", quoted(database), quoted(table)));
    if let Some(before) = ask.before {
        wanted.extend(tables(state(before)?, |database, table| {
            format!("\"before\".{}", quoted(&format!("{database}_{table}")))
        }));
    }
    let mut desk = match stage.desk.take() {
        Some(desk) => desk,
        None => Desk::new(stage)?,
    };
    desk.lay(wanted)?;
    let kit = stage.kit();
    let mut session = desk.pool.begin(&desk.world, stage.judge(), &kit)?;
    let mut room = Room::new();
    let mut answers = Vec::with_capacity(ask.queries.len());
    for query in &ask.queries {
        let mut last = Ok(Table::default());
        for piece in split(query) {
            match session.run(query, piece, &[], &mut room) {
                Ok(ran) => last = Ok(ran.table.unwrap_or_default()),
                Err(failure) => {
                    last = Err(failure);
                    break;
                }
            }
        }
        answers.push(last);
    }
    desk.pool.end([session]);
    drop(kit);
    stage.desk = Some(desk);
    Ok(Outcome::Asked(answers))
}

fn tables(state: &State, name: impl Fn(&str, &str) -> String) -> Vec<Laid<'_>> {
    let all = state.databases.iter().flat_map(|(database, tables)| tables.iter().map(move |table| (database, table)));
    all.map(|(database, table)| Laid { name: name(database, &table.name), table }).collect()
}

impl<'j> Desk<'j> {
    fn new(stage: &Stage<'_>) -> Result<Self, Error> {
        let mut names = stage.names.clone();
        names.push("before".to_owned());
        Ok(Self { world: World::in_memory(&names)?, pool: stage.pool(), laid: Vec::new() })
    }

    /// Makes the tables those wanted, and no others.
    fn lay(&mut self, wanted: Vec<Laid<'j>>) -> Result<(), Error> {
        let conn = self.world.keeper();
        conn.execute_batch("BEGIN")?;
        let mut kept = Vec::with_capacity(wanted.len());
        for old in &self.laid {
            match wanted.iter().find(|new| new.name == old.name && is_alike(new.table, old.table)) {
                Some(_) => kept.push(old),
                None => conn.execute_batch(&format!("DROP TABLE {}", old.name))?,
            }
        }
        for Laid { name, table } in &wanted {
            match kept.iter().find(|old| old.name == *name) {
                Some(old) if old.table.rows == table.rows => continue,
                Some(_) => conn.execute_batch(&format!("DELETE FROM {name}"))?,
                None => make(conn, name, table)?,
            }
            fill(conn, name, table)?;
        }
        conn.execute_batch("COMMIT")?;
        self.laid = wanted;
        Ok(())
    }
}

/// Whether only the rows may differ.
fn is_alike(a: &TableState, b: &TableState) -> bool {
    a.columns == b.columns && a.affinities == b.affinities
}

fn make(conn: &Connection, name: &str, table: &TableState) -> Result<(), Error> {
    let columns = distinct(&table.columns);
    let declared: Vec<String> = columns
        .iter()
        .zip(&table.affinities)
        .map(|(column, affinity)| {
            let affinity = match affinity {
                Affinity::Text => "TEXT",
                Affinity::Numeric => "NUMERIC",
                Affinity::Integer => "INTEGER",
                Affinity::Real => "REAL",
                Affinity::Blob => "BLOB",
            };
            format!("{} {affinity}", quoted(column))
        })
        .collect();
    conn.execute_batch(&format!("CREATE TABLE {name} ({})", declared.join(", ")))
}

fn fill(conn: &Connection, name: &str, table: &TableState) -> Result<(), Error> {
    if !table.rows.is_empty() {
        let marks = vec!["?"; table.columns.len()].join(", ");
        let mut insert = conn.prepare_cached(&format!("INSERT INTO {name} VALUES ({marks})"))?;
        for row in &table.rows {
            insert.execute(params_from_iter(row.iter().map(to_sql)))?;
        }
    }
    Ok(())
}
