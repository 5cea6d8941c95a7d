//! Our own versions of functions of SQLite that know a clock or a time zone, or whose work is not counted.
//!
//! Each checks its arguments, pays for them, and lets SQLite's own function do the work on a connection apart.

use std::sync::{Arc, Mutex, PoisonError};

use rusqlite::functions::{Context, FunctionFlags};
use rusqlite::types::ValueRef;
use rusqlite::{Connection, Error, OpenFlags, params_from_iter};

use super::fuel::Fuel;
use super::guard::{Note, Notes};
use super::session::{from_sql, to_sql};

/// A connection without tables on which SQLite's own functions are called.
#[derive(Debug, Clone)]
pub(in crate::lab) struct Plain(Arc<Mutex<Connection>>);

/// Byte pairs that one tick of fuel compares.
const PAIRS_A_TICK: u64 = 1_000_000;
/// Bytes that one tick of fuel reads or copies.
const BYTES_A_TICK: u64 = 100_000;

/// Functions whose work grows with the product of their arguments' lengths, and their numbers of arguments.
const QUADRATIC: [(&str, &[i32]); 5] =
    [("instr", &[2]), ("replace", &[3]), ("trim", &[1, 2]), ("ltrim", &[1, 2]), ("rtrim", &[1, 2])];

/// Functions of time, their numbers of arguments (-1 for any), and at which argument their times begin.
const TIMES: [(&str, i32, usize); 7] = [
    ("date", -1, 0),
    ("time", -1, 0),
    ("datetime", -1, 0),
    ("julianday", -1, 0),
    ("unixepoch", -1, 0),
    ("timediff", 2, 0),
    ("strftime", -1, 1),
];

impl Plain {
    pub(in crate::lab) fn open() -> Result<Self, Error> {
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        Ok(Self(Arc::new(Mutex::new(Connection::open_in_memory_with_flags(flags)?))))
    }

    /// Puts our versions of the functions onto a connection.
    pub(in crate::lab) fn install(&self, conn: &Connection, fuel: &Fuel, notes: &Notes) -> Result<(), Error> {
        let flags = FunctionFlags::SQLITE_UTF8 | FunctionFlags::SQLITE_DETERMINISTIC | FunctionFlags::SQLITE_INNOCUOUS;
        for (name, counts) in QUADRATIC {
            for &count in counts {
                let (plain, fuel, notes) = (self.clone(), fuel.clone(), notes.clone());
                conn.create_scalar_function(name, count, flags, move |context| {
                    if !fuel.burn(price(context)) {
                        notes.leave(Note::Fuel);
                        return Err(refused("the work is used up"));
                    }
                    plain.call(name, context)
                })?;
            }
        }
        for (name, count, first) in TIMES {
            let (plain, notes) = (self.clone(), notes.clone());
            conn.create_scalar_function(name, count, flags, move |context| {
                if let Some(what) = depends_on_the_machine(context, first) {
                    notes.leave(Note::NotAllowed(format!("{name}('{what}')")));
                    return Err(refused("time and place are not known here"));
                }
                plain.call(name, context)
            })?;
        }
        Ok(())
    }

    fn call(&self, name: &str, context: &Context<'_>) -> Result<rusqlite::types::Value, Error> {
        let conn = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let marks = vec!["?"; context.len()].join(",");
        let mut statement = conn.prepare_cached(&format!("SELECT {name}({marks})"))?;
        let arguments = (0..context.len()).map(|at| to_sql(&from_sql(context.get_raw(at))));
        statement.query_row(params_from_iter(arguments), |row| row.get(0)).map_err(|error| match error {
            Error::SqliteFailure(_, Some(message)) => refused(&message),
            other => other,
        })
    }
}

fn refused(why: &str) -> Error {
    Error::UserFunctionError(why.to_owned().into())
}

/// Ticks of a call: nothing for what texts of a page or two cost.
fn price(context: &Context<'_>) -> u64 {
    let length = |at: usize| match context.get_raw(at) {
        ValueRef::Text(bytes) | ValueRef::Blob(bytes) => bytes.len() as u64,
        ValueRef::Null | ValueRef::Integer(_) | ValueRef::Real(_) => 1,
    };
    let bytes: u64 = (0..context.len()).map(length).sum();
    let pairs = if context.len() > 1 { length(0) * length(1).max(1) } else { 0 };
    pairs / PAIRS_A_TICK + bytes / BYTES_A_TICK
}

/// What makes a call depend on when or where it is made: the current time, or the time zone.
fn depends_on_the_machine(context: &Context<'_>, first: usize) -> Option<&'static str> {
    if context.len() <= first {
        return Some("now");
    }
    (first..context.len()).find_map(|at| {
        let ValueRef::Text(text) = context.get_raw(at) else { return None };
        let is = |word: &str| text.trim_ascii().eq_ignore_ascii_case(word.as_bytes());
        ["now", "localtime", "utc"].into_iter().find(|word| is(word)).or_else(|| {
            // As a time, not as a modifier, these mean the current one.
            ["subsec", "subsecond"].into_iter().find(|word| at == first && is(word))
        })
    })
}
