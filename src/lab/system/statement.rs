//! Statements of handlers: parameters in, an answer as JSON out.

use std::collections::BTreeMap;

use rusqlite::types::Value as Sql;
use rusqlite::{Error, Statement};
use serde::Deserialize;

use crate::base::Value;
use crate::lab::sql::session::{Session, from_sql, to_sql};
use crate::lab::sql::{Fault, Piece};

/// How many rows a statement is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Wanted {
    /// What it changed.
    Changes,
    /// The first row.
    First,
    /// All rows.
    All,
}

/// What a statement gives.
#[derive(Debug)]
pub(super) struct Answer {
    /// The answer, as JSON.
    pub(super) json: String,
    /// Rows that it gave.
    pub(super) rows: u32,
    /// Whether it changed something.
    pub(super) changed: bool,
}

/// Why a statement failed: the kind of error that a handler gets, and what is known of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Failed {
    pub(super) kind: &'static str,
    pub(super) fault: Fault,
    pub(super) message: String,
}

/// Rows that a statement of a handler may give.
const ROWS: usize = 2_000;

/// What `last_insert_rowid()` of a connection is after this: what a story did there before must not be seen in another.
const FORGET_ID: &str = "INSERT OR REPLACE INTO temp.\"the last id\" (rowid) VALUES (0)";

/// Makes a connection ready for statements of handlers.
pub(super) fn prepare(session: &Session) -> Result<(), Error> {
    session.connection().set_prepared_statement_cache_capacity(256);
    session.freely("CREATE TEMP TABLE \"the last id\" (n)")
}

/// Runs a statement.
pub(super) fn run(session: &Session, wanted: Wanted, sql: &str, params: &str) -> Result<Answer, Failed> {
    let conn = session.connection();
    let params: Params = serde_json::from_str(params).map_err(|_| misuse("parameters are a list or an object"))?;
    let failed = |error: Error| {
        let failure = session.failure(error, sql, Piece { at: 0, text: sql });
        let kind = match failure.fault {
            Fault::Refused => "Constraint",
            Fault::Busy => "Busy",
            _ => "Misuse",
        };
        Failed { kind, fault: failure.fault, message: failure.message }
    };
    if wanted == Wanted::Changes {
        session.freely(FORGET_ID).map_err(failed)?;
    }
    session.listen();
    let before = conn.total_changes();
    let mut statement = conn.prepare_cached(sql).map_err(failed)?;
    bind(&mut statement, &params).map_err(|why| misuse(&why))?;
    let columns: Vec<String> = statement.column_names().map(str::to_owned).collect();
    let mut rows = statement.raw_query();
    let mut found = Vec::new();
    while let Some(row) = rows.next().map_err(failed)? {
        if wanted == Wanted::Changes || (wanted == Wanted::First && !found.is_empty()) {
            continue;
        }
        if found.len() >= ROWS {
            return Err(Failed { kind: "Misuse", fault: Fault::Output, message: "too many rows".to_owned() });
        }
        let cell = |at: usize| row.get_ref(at).map(|value| json(&from_sql(value)));
        let cells = (0..columns.len()).map(|at| Ok((columns[at].clone(), cell(at)?)));
        found.push(cells.collect::<Result<serde_json::Map<_, _>, Error>>().map_err(failed)?);
    }
    drop(rows);
    drop(statement);
    // What triggers changed is no row of the statement; one that changes nothing leaves the number of the one before it.
    let changed = conn.total_changes() > before;
    let changes = if changed { conn.changes() } else { 0 };
    let rows = u32::try_from(found.len()).unwrap_or(u32::MAX);
    let json = match wanted {
        Wanted::Changes => serde_json::json!({ "changes": changes, "lastId": conn.last_insert_rowid() }).to_string(),
        Wanted::First => {
            found.into_iter().next().map_or("null".to_owned(), |row| serde_json::Value::Object(row).to_string())
        }
        Wanted::All => serde_json::Value::Array(found.into_iter().map(serde_json::Value::Object).collect()).to_string(),
    };
    Ok(Answer { json, rows, changed })
}

/// Parameters, by place or by name.
#[derive(Deserialize)]
#[serde(untagged)]
enum Params {
    None(()),
    List(Vec<serde_json::Value>),
    Named(BTreeMap<String, serde_json::Value>),
}

fn bind(statement: &mut Statement<'_>, params: &Params) -> Result<(), String> {
    for at in 1..=statement.parameter_count() {
        // `?2` is a place with its number, and no name.
        let name = statement.parameter_name(at).filter(|name| !name.starts_with('?'));
        let name = name.map(|name| name.trim_start_matches([':', '@', '$']).to_owned());
        let value = match (params, &name) {
            (Params::List(list), None) => list.get(at - 1),
            (Params::Named(named), Some(name)) => named.get(name),
            (Params::None(()) | Params::List(_) | Params::Named(_), _) => None,
        };
        let value = value.ok_or_else(|| format!("parameter {} is missing", name.unwrap_or_else(|| at.to_string())))?;
        statement.raw_bind_parameter(at, parameter(value)?).map_err(|error| error.to_string())?;
    }
    if let Params::List(list) = params
        && list.len() > statement.parameter_count()
    {
        return Err(format!("{} parameters for {} places", list.len(), statement.parameter_count()));
    }
    Ok(())
}

fn parameter(value: &serde_json::Value) -> Result<Sql, String> {
    Ok(match value {
        serde_json::Value::Null => Sql::Null,
        serde_json::Value::Bool(is) => Sql::Integer(i64::from(*is)),
        serde_json::Value::Number(number) => match (number.as_i64(), number.as_f64()) {
            (Some(whole), _) => Sql::Integer(whole),
            (None, Some(real)) => Sql::Real(real),
            (None, None) => return Err("a number too large".to_owned()),
        },
        serde_json::Value::String(text) => to_sql(&Value::Text(text.clone())),
        serde_json::Value::Array(_) | serde_json::Value::Object(_) => {
            return Err("a parameter is a number, a text or null; JSON goes in as JSON.stringify(…)".to_owned());
        }
    })
}

fn json(value: &Value) -> serde_json::Value {
    match value {
        Value::Null => serde_json::Value::Null,
        Value::Int(number) => (*number).into(),
        Value::Real(number) => serde_json::json!(number),
        Value::Text(text) => text.clone().into(),
        Value::Blob(bytes) => bytes.iter().fold(String::new(), |text, byte| text + &format!("{byte:02x}")).into(),
    }
}

fn misuse(why: &str) -> Failed {
    Failed { kind: "Misuse", fault: Fault::Other, message: why.to_owned() }
}
