//! The judge's queries over captured rows.

use rusqlite::{Connection, params_from_iter};

use super::fuel::Room;
use super::script::split;
use super::session::{Session, distinct, to_sql};
use super::stage::{Stage, Trouble};
use super::world::{World, quoted};
use super::{Affinity, Ask, Outcome, State, Table, TableState};

/// Asks the queries of a task.
pub(super) fn ask(stage: &mut Stage<'_>, ask: &Ask) -> Result<Outcome, Trouble> {
    let state = |at: usize| stage.job.states.get(at).ok_or_else(|| Trouble::NotMade(format!("there is no state {at}")));
    let mut names = stage.names.clone();
    names.push("before".to_owned());
    let world = World::in_memory(&names)?;
    let conn = world.connect(None)?;
    conn.execute_batch("BEGIN")?;
    fill(&conn, state(ask.now)?, |database, table| (database.to_owned(), table.to_owned()))?;
    if let Some(before) = ask.before {
        fill(&conn, state(before)?, |database, table| ("before".to_owned(), format!("{database}_{table}")))?;
    }
    conn.execute_batch("COMMIT")?;
    let kit = stage.kit();
    let mut session = Session::open(&world, stage.judge(), &kit)?;
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
    Ok(Outcome::Asked(answers))
}

fn fill(conn: &Connection, state: &State, place: impl Fn(&str, &str) -> (String, String)) -> Result<(), Trouble> {
    for (database, tables) in &state.databases {
        for table in tables {
            let (schema, name) = place(database, &table.name);
            make(conn, &format!("{}.{}", quoted(&schema), quoted(&name)), table)?;
        }
    }
    Ok(())
}

fn make(conn: &Connection, name: &str, table: &TableState) -> Result<(), Trouble> {
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
    conn.execute(&format!("CREATE TABLE {name} ({})", declared.join(", ")), [])?;
    if !table.rows.is_empty() {
        let marks = vec!["?"; columns.len()].join(", ");
        let mut insert = conn.prepare(&format!("INSERT INTO {name} VALUES ({marks})"))?;
        for row in &table.rows {
            insert.execute(params_from_iter(row.iter().map(to_sql)))?;
        }
    }
    Ok(())
}
