//! The tables of a database as rows: read, compared and put back.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use rusqlite::{Connection, Error, params_from_iter};

use super::databases::RowChange;
use super::trace::TableAtStart;
use crate::base::Value;
use crate::lab::sql::session::{from_sql, to_sql};
use crate::lab::sql::world::quoted;
use crate::sim::{Fingerprint, Printer};

/// The tables of a database: what they are called and how they are read and written.
#[derive(Debug)]
pub(super) struct Tables {
    /// Of the database's name: two databases are never in the same state.
    print: Fingerprint,
    tables: Vec<Table>,
}

#[derive(Debug)]
struct Table {
    name: String,
    columns: Vec<String>,
    /// Reads its rows, each after what names it for ever: its rowid, or nothing where it has none.
    read: String,
    /// Takes a row away.
    delete: String,
    /// Puts a row back.
    insert: String,
    /// Which columns are put back: all that are not made from others.
    own: Vec<usize>,
    has_id: bool,
    volatile: bool,
}

/// What is in the tables of a database.
#[derive(Debug)]
pub(super) struct State {
    /// Of all.
    pub(super) print: Fingerprint,
    /// Of all that have to come to rest.
    pub(super) substance: Fingerprint,
    /// By table.
    tables: Vec<Rc<Rows>>,
}

#[derive(Debug, PartialEq)]
struct Rows {
    print: Fingerprint,
    rows: BTreeMap<Vec<u8>, Vec<Value>>,
}

/// Where SQLite keeps the counters of `AUTOINCREMENT`.
const COUNTERS: &str = "sqlite_sequence";

impl Tables {
    /// The tables of a database; those that `volatile` says need not come to rest.
    pub(super) fn of(keeper: &Connection, database: &str, volatile: impl Fn(&str) -> bool) -> Result<Self, Error> {
        let schema = format!("{}.sqlite_schema", quoted(database));
        // What AUTOINCREMENT remembers decides about rows to come. It comes last: to put rows back changes it.
        let virtual_ones = format!("SELECT count(*) FROM {schema} WHERE sql LIKE 'CREATE VIRTUAL%'");
        if keeper.query_row(&virtual_ones, [], |row| row.get::<_, i64>(0))? > 0 {
            return Err(Error::InvalidParameterName(format!("{database}: a service has no virtual tables")));
        }
        let names = format!(
            "SELECT name FROM {schema} WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY name"
        );
        let mut names: Vec<String> =
            keeper.prepare(&names)?.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?;
        if keeper.prepare(&format!("SELECT 1 FROM {}.{COUNTERS}", quoted(database))).is_ok() {
            names.push(COUNTERS.to_owned());
        }
        let table = |name: String| {
            let volatile = volatile(&name);
            Table::of(keeper, database, name, volatile)
        };
        let print = Printer::default().bytes(database.as_bytes()).print();
        Ok(Self { print, tables: names.into_iter().map(table).collect::<Result<_, _>>()? })
    }

    /// How many there are.
    pub(super) fn count(&self) -> usize {
        self.tables.len()
    }

    /// The name of a table.
    pub(super) fn name(&self, place: usize) -> &str {
        &self.tables[place].name
    }

    /// The place of a table.
    pub(super) fn place(&self, name: &str) -> Option<usize> {
        self.tables.iter().position(|table| table.name.eq_ignore_ascii_case(name))
    }

    /// Reads all tables; what did not change since `before` is shared with it.
    pub(super) fn read(&self, keeper: &Connection, before: Option<&State>) -> Result<State, Error> {
        let mut tables = Vec::new();
        for (at, table) in self.tables.iter().enumerate() {
            let rows = table.rows(keeper)?;
            let known = before.map(|before| &before.tables[at]).filter(|known| known.rows == rows);
            tables.push(known.cloned().unwrap_or_else(|| Rc::new(Rows { print: print(&rows), rows })));
        }
        let all = |print: Fingerprint, rows: &Rc<Rows>| print.and(rows.print.0);
        let of_rest = self.tables.iter().zip(&tables).filter(|(table, _)| !table.volatile).map(|(_, rows)| rows);
        let (print, substance) = (tables.iter().fold(self.print, all), of_rest.fold(self.print, all));
        Ok(State { print, substance, tables })
    }

    /// Makes the tables what they were: writes the rows that differ.
    pub(super) fn put(&self, keeper: &Connection, now: &State, then: &State) -> Result<(), Error> {
        keeper.prepare_cached("BEGIN")?.raw_execute()?;
        for ((table, now), then) in self.tables.iter().zip(&now.tables).zip(&then.tables) {
            if table.name == COUNTERS {
                keeper.prepare_cached(&table.delete)?.raw_execute()?;
                table.insert(keeper, then.rows.iter())?;
            } else if now.print != then.print {
                let stays = |(key, row): &(&Vec<u8>, &Vec<Value>), of: &Rows| of.rows.get(*key) == Some(row);
                table.delete(keeper, now.rows.iter().filter(|row| !stays(row, then)))?;
                table.insert(keeper, then.rows.iter().filter(|row| !stays(row, now)))?;
            }
        }
        keeper.prepare_cached("COMMIT")?.raw_execute().map(drop)
    }

    /// The rows that differ.
    pub(super) fn changes(&self, service: &str, before: &State, after: &State) -> Vec<RowChange> {
        let mut changes = Vec::new();
        for ((table, old), new) in self.tables.iter().zip(&before.tables).zip(&after.tables) {
            if old.print == new.print || table.name == COUNTERS {
                continue;
            }
            let keys: BTreeSet<&Vec<u8>> = old.rows.keys().chain(new.rows.keys()).collect();
            let pairs = keys.into_iter().map(|key| (old.rows.get(key).cloned(), new.rows.get(key).cloned()));
            changes.extend(pairs.filter(|(before, after)| before != after).map(|(before, after)| RowChange {
                service: service.to_owned(),
                table: table.name.clone(),
                before,
                after,
            }));
        }
        changes
    }

    /// The tables with their rows, to be shown.
    pub(super) fn shown<'s>(&'s self, service: &'s str, state: &'s State) -> impl Iterator<Item = TableAtStart> + 's {
        let shown = self.tables.iter().zip(&state.tables).filter(|(table, _)| table.name != COUNTERS);
        shown.map(|(table, rows)| TableAtStart {
            service: service.to_owned(),
            name: table.name.clone(),
            columns: table.columns.clone(),
            rows: rows.rows.values().cloned().collect(),
        })
    }
}

impl State {
    /// The fingerprint of a table, by its place.
    pub(super) fn print_of(&self, table: usize) -> Fingerprint {
        self.tables[table].print
    }
}

impl Table {
    fn of(keeper: &Connection, database: &str, name: String, volatile: bool) -> Result<Self, Error> {
        let from = format!("{}.{}", quoted(database), quoted(&name));
        let mut info = keeper.prepare("SELECT name, hidden FROM pragma_table_xinfo(?1, ?2) WHERE hidden <> 1")?;
        let info = info.query_map([&name, database], |row| Ok((row.get(0)?, row.get(1)?)))?;
        let info: Vec<(String, i64)> = info.collect::<Result<_, _>>()?;
        let columns: Vec<String> = info.iter().map(|(name, _)| name.clone()).collect();
        let own: Vec<usize> = (0..info.len()).filter(|at| info[*at].1 == 0).collect();
        // The name under which a table has its rowid: one that no column has.
        let is_free = |id: &&str| !columns.iter().any(|column| column.eq_ignore_ascii_case(id));
        let id = ["rowid", "_rowid_", "oid"].into_iter().find(is_free);
        let id = id.filter(|id| keeper.prepare(&format!("SELECT {id} FROM {from}")).is_ok());
        let put: Vec<String> =
            id.into_iter().map(str::to_owned).chain(own.iter().map(|at| quoted(&columns[*at]))).collect();
        let places: Vec<String> = (1..=put.len()).map(|at| format!("?{at}")).collect();
        let is: Vec<String> =
            columns.iter().zip(1..).map(|(column, at)| format!("{} IS ?{at}", quoted(column))).collect();
        let of_one = if name == COUNTERS {
            String::new()
        } else {
            format!(" WHERE {}", id.map_or_else(|| is.join(" AND "), |id| format!("{id} = ?1")))
        };
        Ok(Self {
            read: format!("SELECT {}, * FROM {from}", id.unwrap_or("NULL")),
            delete: format!("DELETE FROM {from}{of_one}"),
            insert: format!("INSERT INTO {from} ({}) VALUES ({})", put.join(", "), places.join(", ")),
            has_id: id.is_some(),
            name,
            columns,
            own,
            volatile,
        })
    }

    /// All rows, each under what names it.
    fn rows(&self, keeper: &Connection) -> Result<BTreeMap<Vec<u8>, Vec<Value>>, Error> {
        let mut statement = keeper.prepare_cached(&self.read)?;
        let columns = statement.column_count();
        let mut rows = statement.raw_query();
        let mut all = BTreeMap::new();
        while let Some(row) = rows.next()? {
            let cells = (1..columns).map(|at| row.get_ref(at).map(from_sql)).collect::<Result<Vec<_>, _>>()?;
            let key = match from_sql(row.get_ref(0)?) {
                Value::Int(id) => (id ^ i64::MIN).to_be_bytes().to_vec(),
                Value::Null | Value::Real(_) | Value::Text(_) | Value::Blob(_) => written(&cells),
            };
            all.insert(key, cells);
        }
        Ok(all)
    }

    fn delete<'r>(
        &self,
        keeper: &Connection,
        rows: impl Iterator<Item = (&'r Vec<u8>, &'r Vec<Value>)>,
    ) -> Result<(), Error> {
        for (key, row) in rows {
            let mut statement = keeper.prepare_cached(&self.delete)?;
            match self.id(key) {
                Some(id) => statement.execute([id])?,
                None => statement.execute(params_from_iter(row.iter().map(to_sql)))?,
            };
        }
        Ok(())
    }

    fn insert<'r>(
        &self,
        keeper: &Connection,
        rows: impl Iterator<Item = (&'r Vec<u8>, &'r Vec<Value>)>,
    ) -> Result<(), Error> {
        for (key, row) in rows {
            let id = self.id(key).map(rusqlite::types::Value::Integer);
            let cells = id.into_iter().chain(self.own.iter().map(|at| to_sql(&row[*at])));
            keeper.prepare_cached(&self.insert)?.execute(params_from_iter(cells))?;
        }
        Ok(())
    }

    /// The rowid that a key is.
    fn id(&self, key: &[u8]) -> Option<i64> {
        let id = key.try_into().ok().filter(|_| self.has_id)?;
        Some(i64::from_be_bytes(id) ^ i64::MIN)
    }
}

fn print(rows: &BTreeMap<Vec<u8>, Vec<Value>>) -> Fingerprint {
    let mut printer = Printer::default();
    for (key, row) in rows {
        printer.bytes(key).bytes(&written(row));
    }
    printer.print()
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
