//! The databases of a system: a database per service, statements of handlers, and what each commit changed.

use std::collections::BTreeMap;

use rusqlite::types::Value as Sql;
use rusqlite::{Error, Statement};
use serde::{Deserialize, Serialize};

use super::setup::Setup;
use super::theatre::Unplayable;
use super::trace::TableAtStart;
use crate::base::Value;
use crate::lab::sql::Fault;
use crate::lab::sql::fuel::Fuel;
use crate::lab::sql::function::Plain;
use crate::lab::sql::guard::{Right, Rights};
use crate::lab::sql::session::{Kit, Session, from_sql, to_sql};
use crate::lab::sql::world::{World, quoted};
use crate::lab::sql::{Piece, Table};
use crate::sim::Printer;

/// The databases, a connection for each instance, and the judge's.
pub(super) struct Databases {
    sessions: Vec<Session>,
    judge: Session,
    /// By service: its tables as they were committed last.
    tables: Vec<Vec<Kept>>,
    first: Vec<Vec<Kept>>,
    world: World,
    seeded: World,
    fuel: Fuel,
    names: Vec<String>,
}

/// A table as it was committed last.
#[derive(Debug, Clone, PartialEq)]
struct Kept {
    name: String,
    columns: Vec<String>,
    /// Reads its rows, each with what names it for ever.
    query: String,
    rows: BTreeMap<Vec<u8>, Vec<Value>>,
    print: u128,
    /// Never comes to rest and need not.
    restless: bool,
}

/// A row that a commit changed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct RowChange {
    /// The service.
    pub service: String,
    /// The table.
    pub table: String,
    /// The row before; none where there was none.
    pub before: Option<Vec<Value>>,
    /// The row after; none where there is none any more.
    pub after: Option<Vec<Value>>,
}

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

/// What came of a statement.
pub(super) struct Ran {
    /// The answer, as JSON.
    pub(super) answer: String,
    /// Rows that it gave.
    pub(super) rows: u32,
    /// Whether it may have changed something.
    pub(super) changed: bool,
}

/// Why a statement failed: the kind of error that a handler gets, and what is known of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Failed {
    pub(super) kind: &'static str,
    pub(super) fault: Fault,
    pub(super) message: String,
}

impl Databases {
    /// Makes the databases with their first rows; `instances` says which service each instance is.
    pub(super) fn new(setup: &Setup, instances: &[usize]) -> Result<Self, Unplayable> {
        let names: Vec<String> = setup.services.iter().map(|service| service.name.clone()).collect();
        let machine = |error: Error| Unplayable::Schema { service: String::new(), why: error.to_string() };
        let plain = Plain::open().map_err(machine)?;
        let fuel = Fuel::new();
        let kit = Kit { plain: &plain, fuel: fuel.clone() };
        let seeded = World::in_memory(&names).map_err(machine)?;
        for service in &setup.services {
            let mut own = Session::open(&seeded, rights(&names, &service.name, false), &kit).map_err(machine)?;
            let wrong = |why: String| Unplayable::Schema { service: service.name.clone(), why };
            for piece in crate::lab::sql::split(&service.schema) {
                let mut room = crate::lab::sql::fuel::Room::new();
                own.run(&service.schema, piece, &[], &mut room).map_err(|failure| wrong(failure.message))?;
            }
        }
        let world = seeded.copy().map_err(machine)?;
        let open = |service: &usize| Session::open(&world, rights(&names, &names[*service], true), &kit);
        let sessions = instances.iter().map(open).collect::<Result<Vec<_>, _>>().map_err(machine)?;
        for session in &sessions {
            session.connection().set_prepared_statement_cache_capacity(256);
        }
        let everything = Rights {
            service: String::new(),
            main: None,
            others: names.iter().map(|name| (name.to_ascii_lowercase(), (Right::Read, name.clone()))).collect(),
            rows_only: true,
        };
        let judge = Session::open(&world, everything, &kit).map_err(machine)?;
        judge.connection().set_prepared_statement_cache_capacity(256);
        let mut tables: Vec<Vec<Kept>> =
            names.iter().map(|name| kept(&world, name)).collect::<Result<_, _>>().map_err(machine)?;
        for (service, table) in &setup.volatile {
            let of = names.iter().zip(&mut tables).filter(|(name, _)| *name == service);
            of.flat_map(|(_, tables)| tables).filter(|kept| kept.name == *table).for_each(|kept| kept.restless = true);
        }
        let mut databases = Self { sessions, judge, first: tables.clone(), tables, world, seeded, fuel, names };
        for service in 0..databases.names.len() {
            let wrong = |why| Unplayable::Schema { service: setup.services[service].name.clone(), why };
            databases.committed(service).map_err(wrong)?;
        }
        databases.first = databases.tables.clone();
        for check in &setup.checks {
            let wrong = |why| Unplayable::Check { name: check.name.clone(), why };
            check.rule.sql().map_or(Ok(None), |sql| databases.broken(sql)).map_err(wrong)?;
        }
        Ok(databases)
    }

    /// Puts the first rows back.
    pub(super) fn reset(&mut self) -> Result<(), String> {
        for at in 0..self.sessions.len() {
            self.rollback(at);
        }
        self.world.become_like(&self.seeded).map_err(text)?;
        self.tables.clone_from(&self.first);
        Ok(())
    }

    /// The tables with their first rows.
    pub(super) fn first(&self) -> Vec<TableAtStart> {
        let of = |(service, tables): (&String, &Vec<Kept>)| {
            let shown = tables.iter().filter(|table| table.name != COUNTERS);
            let start = shown.map(|table| TableAtStart {
                service: service.clone(),
                name: table.name.clone(),
                columns: table.columns.clone(),
                rows: table.rows.values().cloned().collect(),
            });
            start.collect::<Vec<_>>()
        };
        self.names.iter().zip(&self.first).flat_map(of).collect()
    }

    /// Runs a statement of an instance.
    pub(super) fn ask(&mut self, instance: usize, wanted: Wanted, sql: &str, params: &str) -> Result<Ran, Failed> {
        self.fuel.refill();
        let session = &self.sessions[instance];
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
        let changes = conn.total_changes() - before;
        let rows = u32::try_from(found.len()).unwrap_or(u32::MAX);
        let answer = match wanted {
            Wanted::Changes => {
                serde_json::json!({ "changes": changes, "lastId": conn.last_insert_rowid() }).to_string()
            }
            Wanted::First => {
                found.into_iter().next().map_or("null".to_owned(), |row| serde_json::Value::Object(row).to_string())
            }
            Wanted::All => {
                serde_json::Value::Array(found.into_iter().map(serde_json::Value::Object).collect()).to_string()
            }
        };
        Ok(Ran { answer, rows, changed: changes > 0 })
    }

    /// Begins a transaction that will write.
    pub(super) fn begin(&mut self, instance: usize) -> Result<(), Failed> {
        self.plainly(instance, "BEGIN IMMEDIATE")
    }

    pub(super) fn commit(&mut self, instance: usize) -> Result<(), Failed> {
        self.plainly(instance, "COMMIT")
    }

    /// Takes back what is open.
    pub(super) fn rollback(&mut self, instance: usize) {
        if !self.sessions[instance].is_at_rest() {
            // Where SQLite has rolled back by itself there is nothing left to do.
            let _ = self.plainly(instance, "ROLLBACK");
        }
    }

    /// Whether an instance has a transaction open.
    pub(super) fn is_open(&self, instance: usize) -> bool {
        !self.sessions[instance].is_at_rest()
    }

    fn plainly(&mut self, instance: usize, sql: &str) -> Result<(), Failed> {
        let failed = |error: Error| {
            let fault = Fault::Busy;
            Failed { kind: "Busy", fault, message: error.to_string() }
        };
        self.sessions[instance].freely(sql).map_err(failed)
    }

    /// Looks at a service's tables after a commit; the rows that differ.
    pub(super) fn committed(&mut self, service: usize) -> Result<Vec<RowChange>, String> {
        self.fuel.refill();
        let mut changes = Vec::new();
        for table in &mut self.tables[service] {
            let rows = read(&self.judge, &table.query).map_err(text)?;
            if rows == table.rows {
                continue;
            }
            let keys: std::collections::BTreeSet<&Vec<u8>> = rows.keys().chain(table.rows.keys()).collect();
            for key in keys {
                let (before, after) = (table.rows.get(key), rows.get(key));
                if before != after && table.name != COUNTERS {
                    let (service, table) = (self.names[service].clone(), table.name.clone());
                    changes.push(RowChange { service, table, before: before.cloned(), after: after.cloned() });
                }
            }
            table.print = print(&rows);
            table.rows = rows;
        }
        Ok(changes)
    }

    /// The rows that a check finds broken, if any.
    pub(super) fn broken(&self, sql: &str) -> Result<Option<Table>, String> {
        self.fuel.refill();
        let mut statement = self.judge.connection().prepare_cached(sql).map_err(text)?;
        let columns: Vec<String> = statement.column_names().map(str::to_owned).collect();
        let mut rows = statement.raw_query();
        let mut found = Vec::new();
        while let Some(row) = rows.next().map_err(text)? {
            let cells = (0..columns.len()).map(|at| row.get_ref(at).map(from_sql)).collect::<Result<_, _>>();
            found.push(cells.map_err(text)?);
            if found.len() >= SHOWN {
                break;
            }
        }
        Ok((!found.is_empty()).then_some(Table { columns, rows: found }))
    }

    /// Adds what is committed in the tables that come to rest, or in those that need not.
    pub(super) fn print(&self, printer: &mut Printer, restless: bool) {
        for table in self.tables.iter().flatten().filter(|table| table.restless == restless) {
            printer.bytes(&table.print.to_le_bytes());
        }
    }
}

/// Where SQLite keeps the counters of `AUTOINCREMENT`.
const COUNTERS: &str = "sqlite_sequence";

/// Rows that a statement of a handler may give.
const ROWS: usize = 2_000;
/// Rows of a broken check that are shown.
const SHOWN: usize = 20;

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
        let name = statement.parameter_name(at).map(|name| name.trim_start_matches([':', '@', '$']).to_owned());
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

/// What a service may do: its own database whole, the others not at all.
fn rights(names: &[String], service: &str, rows_only: bool) -> Rights {
    let others = names.iter().filter(|name| *name != service);
    let others = others.map(|name| (name.to_ascii_lowercase(), (Right::None, name.clone()))).collect();
    Rights { service: service.to_owned(), main: Some(service.to_owned()), others, rows_only }
}

/// The tables of a database, still unread.
fn kept(world: &World, database: &str) -> Result<Vec<Kept>, Error> {
    let database = quoted(database);
    let list = "WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY name";
    let mut names = world.keeper().prepare(&format!("SELECT name FROM {database}.sqlite_schema {list}"))?;
    let names: Vec<String> = names.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?;
    let table = |name: String| {
        let from = format!("{database}.{}", quoted(&name));
        let with_id = format!("SELECT rowid, * FROM {from}");
        let has_id = world.keeper().prepare(&with_id).is_ok();
        let query = if has_id { with_id } else { format!("SELECT NULL, * FROM {from}") };
        let named = world.keeper().prepare(&query)?;
        let columns = named.column_names().skip(1).map(str::to_owned).collect();
        Ok(Kept { name, columns, query, rows: BTreeMap::new(), print: 0, restless: false })
    };
    let mut tables: Vec<Kept> = names.into_iter().map(table).collect::<Result<_, Error>>()?;
    // What AUTOINCREMENT remembers decides about rows to come.
    let counters = format!("SELECT rowid, * FROM {database}.sqlite_sequence");
    if world.keeper().prepare(&counters).is_ok() {
        tables.push(Kept {
            name: COUNTERS.to_owned(),
            columns: Vec::new(),
            query: counters,
            rows: BTreeMap::new(),
            print: 0,
            restless: false,
        });
    }
    Ok(tables)
}

/// All rows, each under what names it: its rowid, or all of it where it has none.
fn read(judge: &Session, query: &str) -> Result<BTreeMap<Vec<u8>, Vec<Value>>, Error> {
    let mut statement = judge.connection().prepare_cached(query)?;
    let columns = statement.column_count();
    let mut rows = statement.raw_query();
    let mut all = BTreeMap::new();
    while let Some(row) = rows.next()? {
        let cells = (1..columns).map(|at| row.get_ref(at).map(from_sql)).collect::<Result<Vec<_>, _>>()?;
        let key = match from_sql(row.get_ref(0)?) {
            Value::Int(id) => (id ^ i64::MIN).to_be_bytes().to_vec(),
            _ => written(&cells),
        };
        all.insert(key, cells);
    }
    Ok(all)
}

fn print(rows: &BTreeMap<Vec<u8>, Vec<Value>>) -> u128 {
    let mut printer = Printer::default();
    for (key, row) in rows {
        printer.bytes(key).bytes(&written(row));
    }
    printer.print().0
}

/// A row as bytes, no two rows alike.
fn written(row: &[Value]) -> Vec<u8> {
    let mut bytes = Vec::new();
    for value in row {
        let (kind, part): (u8, Vec<u8>) = match value {
            Value::Null => (0, Vec::new()),
            Value::Int(number) => (1, number.to_le_bytes().to_vec()),
            Value::Real(number) => (2, number.to_bits().to_le_bytes().to_vec()),
            Value::Text(text) => (3, text.clone().into_bytes()),
            Value::Blob(blob) => (4, blob.clone()),
        };
        bytes.push(kind);
        bytes.extend((part.len() as u64).to_le_bytes());
        bytes.extend(part);
    }
    bytes
}

#[expect(clippy::needless_pass_by_value, reason = "it is mapped over results")]
fn text(error: Error) -> String {
    error.to_string()
}
