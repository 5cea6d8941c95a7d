//! How a query would be executed, read from SQLite's compiled program rather than from its words.

use std::collections::BTreeMap;

use rusqlite::{Connection, Error};

use super::script::split;
use super::session::Session;
use super::{Failure, Fault, Plan, PlanNode, Query, Reach, Spot};

/// What a program does with one cursor.
#[derive(Debug, Default)]
struct Cursor {
    database: usize,
    root: i64,
    is_rewound: bool,
    is_stepped: bool,
    is_sought: bool,
    is_counted: bool,
}

/// Plans the last statement of a script that gives rows. Parameters stay open, as a prepared statement's are.
pub(super) fn plan(session: &mut Session, query: &Query) -> Result<Plan, Failure> {
    let mut last = None;
    for piece in split(&query.script) {
        if session.prepare(&query.script, piece)? > 0 {
            last = Some(piece);
        }
    }
    let nothing = |message: String| Failure { fault: Fault::Other, message, at: Spot { line: 1, column: 1 } };
    let Some(piece) = last else { return Err(nothing("no SELECT".to_owned())) };
    read(session.connection(), piece.text).map_err(|error| nothing(error.to_string()))
}

fn read(conn: &Connection, text: &str) -> Result<Plan, Error> {
    let lines = lines(conn, text)?;
    // SQLite says SCAN wherever it begins at an end without a bound; a program that only ends at a bound
    // (`id < 5`) looks like a scan from the program alone.
    let has_scan = lines.iter().any(|line| line.trim_start().starts_with("SCAN"));
    let mut nodes = Vec::new();
    for cursor in cursors(conn, text)?.into_values() {
        let goes_through = cursor.is_rewound && cursor.is_stepped || cursor.is_counted;
        let reach = match (goes_through, cursor.is_sought) {
            (true, false) if has_scan => Reach::Scan,
            (true, _) | (_, true) => Reach::Search,
            // Reached through an index's row id: the index tells.
            (false, false) => continue,
        };
        let database = conn.db_name(cursor.database)?;
        let sql = format!(
            "SELECT type, name, tbl_name FROM {}.sqlite_schema WHERE rootpage = ?1",
            super::world::quoted(&database)
        );
        let mut statement = conn.prepare(&sql)?;
        let found = statement.query_map([cursor.root], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
        for row in found {
            let (kind, name, table): (String, String, String) = row?;
            let index = (kind == "index").then_some(name);
            nodes.push(PlanNode { database: database.clone(), table, index, reach });
        }
    }
    Ok(Plan { nodes, lines })
}

fn lines(conn: &Connection, text: &str) -> Result<Vec<String>, Error> {
    let mut statement = conn.prepare(&format!("EXPLAIN QUERY PLAN {text}"))?;
    let mut rows = statement.raw_query();
    let mut depths: BTreeMap<i64, usize> = BTreeMap::new();
    let mut lines = Vec::new();
    while let Some(row) = rows.next()? {
        let (id, parent, words): (i64, i64, String) = (row.get(0)?, row.get(1)?, row.get(3)?);
        let depth = depths.get(&parent).map_or(0, |depth| depth + 1);
        depths.insert(id, depth);
        lines.push(format!("{}{words}", "  ".repeat(depth)));
    }
    Ok(lines)
}

/// The cursors on tables and indexes of a program, by number.
fn cursors(conn: &Connection, text: &str) -> Result<BTreeMap<i64, Cursor>, Error> {
    let mut statement = conn.prepare(&format!("EXPLAIN {text}"))?;
    let mut rows = statement.raw_query();
    let mut open: BTreeMap<i64, Cursor> = BTreeMap::new();
    while let Some(row) = rows.next()? {
        let opcode: String = row.get(1)?;
        let (p1, p2, p3): (i64, i64, i64) = (row.get(2)?, row.get(3)?, row.get(4)?);
        if matches!(opcode.as_str(), "OpenRead" | "ReopenIdx") {
            let cursor = open.entry(p1).or_default();
            (cursor.database, cursor.root) = (usize::try_from(p3).unwrap_or(0), p2);
            continue;
        }
        let Some(cursor) = open.get_mut(&p1) else { continue };
        match opcode.as_str() {
            "Rewind" | "Last" => cursor.is_rewound = true,
            "Next" | "Prev" => cursor.is_stepped = true,
            "Count" => cursor.is_counted = true,
            "SeekGE" | "SeekGT" | "SeekLE" | "SeekLT" | "SeekRowid" | "SeekScan" | "NotExists" | "Found"
            | "NotFound" | "NoConflict" | "IdxGE" | "IdxGT" | "IdxLE" | "IdxLT" => cursor.is_sought = true,
            _ => {}
        }
    }
    Ok(open)
}
