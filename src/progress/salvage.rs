//! Reads a damaged store as far as it goes.

use std::path::Path;

use rusqlite::{Connection, OpenFlags, Row, TransactionBehavior, params_from_iter, types::Value};

use super::{attempt, mark};

/// Tables taken over as they are, with their number of columns.
const PLAIN: [(&str, usize); 8] = [
    ("answer", 3),
    ("lesson", 4),
    ("cursor", 5),
    ("draft", 5),
    ("setting", 2),
    ("missed", 2),
    ("review", 3),
    ("spent", 2),
];

/// Fills the tables of `into` with what can be read of the file at `damaged`; the number of attempts taken over.
pub(super) fn take_over(damaged: &Path, into: &mut Connection) -> rusqlite::Result<usize> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let Ok(old) = Connection::open_with_flags(damaged, flags) else { return Ok(0) };
    // A damaged file is anybody's file: nothing in its schema may run.
    // With a writable schema SQLite also reads a file that is shorter than its head says.
    let _ = old.execute_batch("PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON; PRAGMA writable_schema = ON;");
    let tx = into.transaction_with_behavior(TransactionBehavior::Immediate)?;
    for (exercise, help) in rows(&old, "mark", mark::salvaged) {
        help.store(&tx, exercise.as_str())?;
    }
    let mut attempts = 0;
    for attempt in rows(&old, "attempt", attempt::salvaged) {
        attempts += usize::from(attempt::insert(&tx, &attempt).unwrap_or(false));
    }
    mark::rebuild(&tx)?;
    for (table, columns) in PLAIN {
        let holes = vec!["?"; columns].join(", ");
        for row in
            rows(&old, table, |row| (0..columns).map(|at| row.get::<_, Value>(at).ok()).collect::<Option<Vec<_>>>())
        {
            // A row that the new table refuses was part of the damage.
            let _ = tx.execute(&format!("INSERT OR IGNORE INTO {table} VALUES ({holes})"), params_from_iter(row));
        }
    }
    tx.commit()?;
    Ok(attempts)
}

/// The rows of a table from its beginning up to the damage, then from its end back to it; some may come twice.
fn rows<T>(db: &Connection, table: &str, read: impl Fn(&Row<'_>) -> Option<T>) -> Vec<T> {
    let mut all = Vec::new();
    for order in ["ASC", "DESC"] {
        let mut look = || -> rusqlite::Result<()> {
            let mut query = db.prepare(&format!("SELECT * FROM {table} ORDER BY rowid {order}"))?;
            let mut rows = query.query([])?;
            while let Some(row) = rows.next()? {
                all.extend(read(row));
            }
            Ok(())
        };
        if look().is_ok() {
            break;
        }
    }
    all
}
