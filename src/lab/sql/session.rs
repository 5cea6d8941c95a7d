//! One guarded connection that runs statements.

use rusqlite::config::DbConfig;
use rusqlite::fallible_iterator::FallibleIterator as _;
use rusqlite::ffi::ErrorCode;
use rusqlite::hooks::{AuthContext, Authorization};
use rusqlite::limits::Limit;
use rusqlite::types::{Value as SqlValue, ValueRef};
use rusqlite::{Batch, Connection, Error, Statement};

use super::fuel::{Fuel, OPS_A_TICK, Room};
use super::function::Plain;
use super::guard::{Note, Notes, Right, Rights};
use super::script::{Piece, spot};
use super::world::{World, quoted};
use super::{Failure, Fault, Table};
use crate::base::Value;

/// SQLite's limits for every connection, beside the fuel.
const LIMITS: [(Limit, i32); 10] = [
    (Limit::SQLITE_LIMIT_LENGTH, 256 << 10),
    (Limit::SQLITE_LIMIT_SQL_LENGTH, 1 << 20),
    (Limit::SQLITE_LIMIT_COLUMN, 200),
    (Limit::SQLITE_LIMIT_EXPR_DEPTH, 200),
    (Limit::SQLITE_LIMIT_COMPOUND_SELECT, 200),
    (Limit::SQLITE_LIMIT_VDBE_OP, 100_000),
    (Limit::SQLITE_LIMIT_FUNCTION_ARG, 64),
    (Limit::SQLITE_LIMIT_LIKE_PATTERN_LENGTH, 100),
    (Limit::SQLITE_LIMIT_TRIGGER_DEPTH, 50),
    (Limit::SQLITE_LIMIT_WORKER_THREADS, 0),
];

/// Pages of 4 KiB of one database.
const PAGES: u32 = 2048;

/// Ticks of fuel of a statement, beside its operations: compiling costs, and nested savepoints cost by their depth.
const STATEMENT_TICKS: u64 = 5;

/// What every connection of a task needs.
#[derive(Debug)]
pub(in crate::lab) struct Kit<'k> {
    pub(in crate::lab) plain: &'k Plain,
    pub(in crate::lab) fuel: Fuel,
}

/// A connection with guard, fuel and limits.
#[derive(Debug)]
pub(in crate::lab) struct Session {
    conn: Connection,
    rights: Rights,
    fuel: Fuel,
    notes: Notes,
}

/// What a statement did.
#[derive(Debug, Default)]
pub(in crate::lab) struct Ran {
    /// How many statements SQLite took it for.
    pub(in crate::lab) statements: usize,
    pub(in crate::lab) changes: u64,
    /// Rows, where the statement gives any.
    pub(in crate::lab) table: Option<Table>,
}

impl Session {
    /// Opens a connection with these rights.
    pub(in crate::lab) fn open(world: &World, rights: Rights, kit: &Kit<'_>) -> Result<Self, Error> {
        let mut conn = world.connect(rights.main.as_deref())?;
        for (flag, on) in [
            (DbConfig::SQLITE_DBCONFIG_ENABLE_FKEY, true),
            (DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true),
            (DbConfig::SQLITE_DBCONFIG_TRUSTED_SCHEMA, false),
            (DbConfig::SQLITE_DBCONFIG_DQS_DML, false),
            (DbConfig::SQLITE_DBCONFIG_DQS_DDL, false),
            // Files of an interleaving are thrown away.
            (DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true),
        ] {
            conn.set_db_config(flag, on)?;
        }
        conn.execute_batch("PRAGMA temp_store = MEMORY")?;
        conn.busy_timeout(std::time::Duration::ZERO)?;
        let main = rights.main.iter().map(|_| "main");
        let others = world.names().iter().map(String::as_str).filter(|name| Some(*name) != rights.main.as_deref());
        for name in main.chain(others) {
            let name = quoted(name);
            conn.execute_batch(&format!("PRAGMA {name}.max_page_count = {PAGES}; PRAGMA {name}.synchronous = OFF"))?;
        }
        for (limit, most) in LIMITS {
            conn.set_limit(limit, most)?;
        }
        conn.set_limit(Limit::SQLITE_LIMIT_ATTACHED, 0)?;
        let (fuel, notes) = (kit.fuel.clone(), Notes::default());
        kit.plain.install(&conn, &fuel, &notes)?;
        let burned = fuel.clone();
        conn.progress_handler(OPS_A_TICK, Some(move || !burned.burn(1)))?;
        conn.authorizer(Some(rights.clone().authorizer(notes.clone())))?;
        Ok(Self { conn, rights, fuel, notes })
    }

    /// Whether rows without an order come in reverse.
    pub(in crate::lab) fn reverse(&self, reversed: bool) -> Result<(), Error> {
        self.conn.set_db_config(DbConfig::SQLITE_DBCONFIG_REVERSE_SCANORDER, reversed).map(drop)
    }

    /// Hands rows over as a temporary table.
    pub(in crate::lab) fn take(&mut self, name: &str, table: &Table) -> Result<(), Error> {
        let name = quoted(name);
        let columns = distinct(&table.columns);
        let columns: Vec<String> = columns.iter().map(|column| quoted(column)).collect();
        self.conn.execute(&format!("CREATE TEMP TABLE {name} ({})", columns.join(", ")), [])?;
        insert(&self.conn, &format!("temp.{name}"), &columns, &table.rows)
    }

    /// Inserts rows into a table of a database; for the pack's data.
    pub(in crate::lab) fn fill(
        &self,
        database: &str,
        table: &str,
        columns: &[String],
        rows: &[Vec<Value>],
    ) -> Result<(), Error> {
        let columns: Vec<String> = columns.iter().map(|column| quoted(column)).collect();
        self.conn.execute_batch("BEGIN")?;
        insert(&self.conn, &format!("{}.{}", quoted(database), quoted(table)), &columns, rows)?;
        self.conn.execute_batch("COMMIT")
    }

    /// Whether no transaction is open.
    pub(in crate::lab) fn is_at_rest(&self) -> bool {
        self.conn.is_autocommit()
    }

    /// Rolls back what is open; whether nothing is left that the next script on this connection could see.
    pub(in crate::lab) fn is_like_new(&mut self) -> bool {
        let at_rest = self.is_at_rest() || self.conn.execute_batch("ROLLBACK").is_ok();
        let temporary = self
            .conn
            .prepare_cached("SELECT count(*) FROM temp.sqlite_schema")
            .and_then(|mut count| count.query_row([], |row| row.get::<_, i64>(0)));
        at_rest && temporary == Ok(0)
    }

    /// Reads the schemas that others have changed, as a new connection does. SQLite would notice only after a statement
    /// has compiled, which `CREATE TABLE` does not where the old schema has that table.
    pub(in crate::lab) fn catch_up(&mut self, world: &World) -> Result<(), Error> {
        let home = self.rights.main.as_deref();
        // The guard is asked about what services write, not about this; to take it away and back would make every
        // statement that is kept compile again.
        self.notes.set_aside(true);
        let looked = world.names().iter().try_for_each(|name| {
            let name = if Some(name.as_str()) == home { "main" } else { name };
            let look = format!("SELECT 1 FROM {}.sqlite_schema LIMIT 0", quoted(name));
            self.conn.prepare_cached(&look)?.raw_query().next().map(drop)
        });
        self.notes.set_aside(false);
        looked
    }

    /// Runs one statement of a script. Rows that it gives take room; at the first fault it stops.
    pub(in crate::lab) fn run(
        &mut self,
        script: &str,
        piece: Piece<'_>,
        with: &[(String, Value)],
        room: &mut Room,
    ) -> Result<Ran, Failure> {
        let fault = |fault: Fault, message: String| Failure { fault, message, at: spot(script, piece.at) };
        if !self.fuel.burn(STATEMENT_TICKS) {
            return Err(fault(Fault::Fuel, "interrupted".to_owned()));
        }
        let mut ran = Ran::default();
        let upkeep = self.own_upkeep(piece.text);
        let mut batch = Batch::new(&self.conn, upkeep.as_deref().unwrap_or(piece.text));
        loop {
            self.notes.take();
            let mut statement = match batch.next() {
                Ok(Some(statement)) => statement,
                Ok(None) => {
                    if upkeep.is_some() {
                        ran.statements = 1;
                    }
                    return Ok(ran);
                }
                Err(error) => return Err(self.failure(error, script, piece)),
            };
            if let Some(Note::Unsure(table)) = self.notes.take()
                && let Some(refusal) = self.hidden_refusal(piece.text, &table)
            {
                return Err(fault(Fault::Foreign(Box::new(refusal)), "not authorized".to_owned()));
            }
            bind(&mut statement, with).map_err(|why| fault(Fault::Other, why))?;
            let before = self.conn.total_changes();
            let columns: Vec<String> = statement.column_names().map(str::to_owned).collect();
            let mut given = Vec::new();
            let mut rows = statement.raw_query();
            loop {
                match rows.next() {
                    Ok(None) => break,
                    Ok(Some(row)) => {
                        let cells = (0..columns.len()).map(|at| row.get_ref(at).map(from_sql));
                        let cells: Vec<Value> =
                            cells.collect::<Result<_, _>>().map_err(|error| self.failure(error, script, piece))?;
                        if !room.take(&cells) {
                            return Err(fault(Fault::Output, "too many rows or bytes".to_owned()));
                        }
                        given.push(cells);
                    }
                    Err(error) => return Err(self.failure(error, script, piece)),
                }
            }
            drop(rows);
            ran.statements += 1;
            ran.changes += self.conn.total_changes() - before;
            if !columns.is_empty() {
                ran.table = Some(Table { columns, rows: given });
            }
        }
    }

    /// `ANALYZE` and `REINDEX` alone mean every database that a connection knows. A service knows its own; that the
    /// others of the task are attached to the same connection is the lab's affair.
    fn own_upkeep(&self, text: &str) -> Option<String> {
        let verb = text.trim_end_matches(|c: char| c == ';' || c.is_ascii_whitespace());
        self.rights.main.as_ref()?;
        if verb.eq_ignore_ascii_case("ANALYZE") {
            return Some("ANALYZE main".to_owned());
        }
        if !verb.eq_ignore_ascii_case("REINDEX") {
            return None;
        }
        let mut tables = self.conn.prepare("SELECT name FROM main.sqlite_schema WHERE type = 'table'").ok()?;
        let names = tables.query_map([], |row| row.get::<_, String>(0)).ok()?;
        let all: Vec<String> = names.flatten().map(|name| format!("REINDEX main.{}", quoted(&name))).collect();
        Some(all.join(";"))
    }

    /// Compiles a statement and gives its result's columns; runs nothing.
    pub(in crate::lab) fn prepare(&mut self, script: &str, piece: Piece<'_>) -> Result<usize, Failure> {
        self.notes.take();
        match Batch::new(&self.conn, piece.text).next() {
            Ok(statement) => Ok(statement.map_or(0, |statement| statement.column_count())),
            Err(error) => Err(self.failure(error, script, piece)),
        }
    }

    /// The refusal of a table that SQLite named without its database (`SELECT count(*) FROM stock`), found in the
    /// compiled statement, which begins a transaction on each database that it touches.
    fn hidden_refusal(&self, text: &str, table: &str) -> Option<super::Refusal> {
        let mut explained = self.conn.prepare(&format!("EXPLAIN {text}")).ok()?;
        let mut touched = Vec::new();
        let mut rows = explained.raw_query();
        while let Ok(Some(row)) = rows.next() {
            let (opcode, number): (String, i64) = (row.get(1).ok()?, row.get(2).ok()?);
            if opcode == "Transaction" {
                touched.extend(usize::try_from(number));
            }
        }
        touched
            .into_iter()
            .filter_map(|at| self.conn.db_name(at).ok())
            .find_map(|database| self.rights.refusal(&database, table, Right::Read))
    }

    pub(in crate::lab) fn failure(&self, error: Error, script: &str, piece: Piece<'_>) -> Failure {
        let note = self.notes.take();
        let (code, offset, message) = match error {
            Error::SqlInputError { error, msg, offset, .. } => (error.code, usize::try_from(offset).ok(), msg),
            Error::SqliteFailure(error, message) => {
                let message = message.unwrap_or_else(|| error.to_string());
                (error.code, None, message)
            }
            other => (ErrorCode::Unknown, None, other.to_string()),
        };
        let offset = offset.or_else(|| guess_offset(&message, piece.text));
        let does_not_parse =
            ["syntax error", "incomplete input", "unrecognized token"].iter().any(|words| message.contains(words));
        let fault = match (note, code) {
            (Some(Note::Foreign(refusal)), _) => Fault::Foreign(Box::new(refusal)),
            (Some(Note::NotAllowed(what)), _) => Fault::NotAllowed(refine(&what, piece.text)),
            (Some(Note::Fuel), _) | (_, ErrorCode::OperationInterrupted) => Fault::Fuel,
            (_, ErrorCode::ConstraintViolation | ErrorCode::TypeMismatch) => Fault::Refused,
            (_, ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Fault::Busy,
            (_, ErrorCode::TooBig | ErrorCode::DiskFull) => Fault::Output,
            (_, ErrorCode::OutOfMemory) => Fault::Memory,
            (_, ErrorCode::Unknown) if does_not_parse => Fault::Syntax,
            (Some(Note::Unsure(_)) | None, _) => Fault::Other,
        };
        Failure { fault, message, at: spot(script, piece.at + offset.unwrap_or(0)) }
    }

    /// Puts another in the guard's place: one that hears what statements read.
    pub(in crate::lab) fn overhear(
        &mut self,
        hear: impl for<'r> FnMut(AuthContext<'r>) -> Authorization + Send + 'static,
    ) -> Result<(), Error> {
        self.conn.authorizer(Some(hear))
    }

    /// Forgets what the guard noted before; `failure` tells what it notes from now on.
    pub(in crate::lab) fn listen(&self) {
        self.notes.take();
    }

    /// Runs a statement of our own, of which the guard is not asked.
    pub(in crate::lab) fn freely(&self, sql: &str) -> Result<(), Error> {
        self.notes.set_aside(true);
        let ran = self.conn.prepare_cached(sql).and_then(|mut statement| statement.raw_execute());
        self.notes.set_aside(false);
        ran.map(drop)
    }

    /// The same with parameters by place.
    pub(in crate::lab) fn freely_with(&self, sql: &str, with: impl Iterator<Item = SqlValue>) -> Result<(), Error> {
        self.notes.set_aside(true);
        let ran = self.conn.prepare_cached(sql).and_then(|mut one| one.execute(rusqlite::params_from_iter(with)));
        self.notes.set_aside(false);
        ran.map(drop)
    }

    /// What it may do.
    pub(in crate::lab) fn rights(&self) -> &Rights {
        &self.rights
    }

    /// The connection itself, for what only the lab asks.
    pub(in crate::lab) fn connection(&self) -> &Connection {
        &self.conn
    }
}

/// Where SQLite gives no offset: what is missing is missing at the end, and an unknown table stands where it is named.
fn guess_offset(message: &str, text: &str) -> Option<usize> {
    if message.contains("incomplete input") {
        return Some(text.trim_end().len());
    }
    let name = message.strip_prefix("no such table: ")?;
    let word = |c: char| c.is_alphanumeric() || c == '_';
    text.match_indices(name)
        .map(|(at, _)| at)
        .find(|&at| !text[..at].ends_with(word) && !text[at + name.len()..].starts_with(word))
}

/// VACUUM is refused as the ATTACH that it makes: says what was written.
fn refine(what: &str, text: &str) -> String {
    let first: String = text.chars().take_while(char::is_ascii_alphabetic).collect();
    if what.contains("ATTACH") && !first.is_empty() { first.to_ascii_uppercase() } else { what.to_owned() }
}

fn bind(statement: &mut Statement<'_>, with: &[(String, Value)]) -> Result<(), String> {
    for at in 1..=statement.parameter_count() {
        let name = statement.parameter_name(at).map(str::to_owned);
        let Some(name) = name else { return Err("a parameter without a name".to_owned()) };
        let bare = name.trim_start_matches([':', '@', '$']);
        let Some((_, value)) = with.iter().find(|(other, _)| other == bare) else {
            return Err(format!("no such parameter: {name}"));
        };
        statement.raw_bind_parameter(at, to_sql(value)).map_err(|error| error.to_string())?;
    }
    Ok(())
}

fn insert(conn: &Connection, table: &str, columns: &[String], rows: &[Vec<Value>]) -> Result<(), Error> {
    if rows.is_empty() {
        return Ok(());
    }
    let marks = vec!["?"; columns.len()].join(", ");
    let mut statement = conn.prepare(&format!("INSERT INTO {table} ({}) VALUES ({marks})", columns.join(", ")))?;
    for row in rows {
        statement.execute(rusqlite::params_from_iter(row.iter().map(to_sql)))?;
    }
    Ok(())
}

/// Column names made different as SQLite does: `a`, `a:1`.
pub(in crate::lab) fn distinct(names: &[String]) -> Vec<String> {
    let mut all: Vec<String> = Vec::with_capacity(names.len());
    for name in names {
        let name = if name.is_empty() { "column" } else { name };
        let taken = |text: &str| all.iter().any(|other| other.eq_ignore_ascii_case(text));
        let fresh = std::iter::once(name.to_owned())
            .chain((1..=names.len()).map(|n| format!("{name}:{n}")))
            .find(|candidate| !taken(candidate))
            .expect("there are as many numbers as columns");
        all.push(fresh);
    }
    all
}

/// A value as SQLite's library wants it.
pub(in crate::lab) fn to_sql(value: &Value) -> rusqlite::types::Value {
    match value {
        Value::Null => rusqlite::types::Value::Null,
        Value::Int(number) => rusqlite::types::Value::Integer(*number),
        Value::Real(number) => rusqlite::types::Value::Real(*number),
        Value::Text(text) => rusqlite::types::Value::Text(text.clone()),
        Value::Blob(bytes) => rusqlite::types::Value::Blob(bytes.clone()),
    }
}

/// A value as SQLite gives it; a text that is not UTF-8 is taken for bytes.
pub(in crate::lab) fn from_sql(value: ValueRef<'_>) -> Value {
    match value {
        ValueRef::Null => Value::Null,
        ValueRef::Integer(number) => Value::Int(number),
        ValueRef::Real(number) => Value::Real(number),
        ValueRef::Text(bytes) => match std::str::from_utf8(bytes) {
            Ok(text) => Value::Text(text.to_owned()),
            Err(_) => Value::Blob(bytes.to_vec()),
        },
        ValueRef::Blob(bytes) => Value::Blob(bytes.to_vec()),
    }
}
