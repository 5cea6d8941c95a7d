//! The rows of all tables as plain data.

use rusqlite::Error;

use super::fuel::Room;
use super::session::{Session, from_sql};
use super::world::quoted;
use super::{Affinity, Failure, Fault, Spot, State, TableState};

/// Reads every table and view of these databases on the judge's session. A view that cannot be read is left out;
/// shadow tables of virtual ones are not shown.
pub(super) fn capture(judge: &Session, names: &[String], room: &mut Room) -> Result<State, Failure> {
    let mut state = State::default();
    for database in names {
        let mut tables = Vec::new();
        for (table, is_view) in list(judge, database).map_err(|error| broken(&error))? {
            match read(judge, database, &table, room) {
                Ok(Some(read)) => tables.push(read),
                Ok(None) => {
                    let message = format!("too many rows or bytes in {table}");
                    return Err(Failure { fault: Fault::Output, message, at: Spot { line: 1, column: 1 } });
                }
                Err(error) => {
                    let failure = broken(&error);
                    if !is_view || failure.fault == Fault::Fuel {
                        return Err(failure);
                    }
                }
            }
        }
        state.databases.push((database.clone(), tables));
    }
    Ok(state)
}

fn list(judge: &Session, database: &str) -> Result<Vec<(String, bool)>, Error> {
    let sql = format!(
        "SELECT name, type = 'view', sql LIKE 'CREATE VIRTUAL%' FROM {}.sqlite_schema \
         WHERE type IN ('table', 'view') AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY name",
        quoted(database)
    );
    let mut statement = judge.connection().prepare_cached(&sql)?;
    let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
    let all: Vec<(String, bool, bool)> = rows.collect::<Result<_, _>>()?;
    let shadow = |name: &str| {
        all.iter().any(|(other, _, is_virtual)| {
            *is_virtual && name.strip_prefix(other.as_str()).is_some_and(|rest| rest.starts_with('_'))
        })
    };
    Ok(all.iter().filter(|(name, ..)| !shadow(name)).map(|(name, is_view, _)| (name.clone(), *is_view)).collect())
}

fn read(judge: &Session, database: &str, table: &str, room: &mut Room) -> Result<Option<TableState>, Error> {
    let sql = format!("SELECT * FROM {}.{}", quoted(database), quoted(table));
    let mut statement = judge.connection().prepare(&sql)?;
    let (columns, affinities): (Vec<String>, Vec<Affinity>) = statement
        .columns()
        .map(|column| (column.name().to_owned(), affinity(column.decl_type().unwrap_or_default())))
        .unzip();
    let mut rows = statement.raw_query();
    let mut kept = Vec::new();
    while let Some(row) = rows.next()? {
        let cells = (0..columns.len()).map(|at| row.get_ref(at).map(from_sql)).collect::<Result<Vec<_>, _>>()?;
        if !room.take(&cells) {
            return Ok(None);
        }
        kept.push(cells);
    }
    Ok(Some(TableState { name: table.to_owned(), columns, affinities, rows: kept }))
}

/// SQLite's rule for the affinity of a declared type ("Datatypes In SQLite", section 3.1).
fn affinity(declared: &str) -> Affinity {
    let declared = declared.to_ascii_uppercase();
    let has = |word: &str| declared.contains(word);
    if has("INT") {
        Affinity::Integer
    } else if has("CHAR") || has("CLOB") || has("TEXT") {
        Affinity::Text
    } else if has("BLOB") || declared.is_empty() {
        Affinity::Blob
    } else if has("REAL") || has("FLOA") || has("DOUB") {
        Affinity::Real
    } else {
        Affinity::Numeric
    }
}

fn broken(error: &Error) -> Failure {
    let fault = match error.sqlite_error_code() {
        Some(rusqlite::ErrorCode::OperationInterrupted) => Fault::Fuel,
        Some(rusqlite::ErrorCode::TooBig) => Fault::Output,
        _ => Fault::Other,
    };
    Failure { fault, message: error.to_string(), at: Spot { line: 1, column: 1 } }
}
