//! How things stand after a step: tables as the fold of the changes up to it, and what is on its way.

use crate::base::{Strings, Value};
use crate::lab::system::{Did, Flight, Note, RowChange, Trace};

use super::short;

/// The tables after so many steps.
#[derive(Debug, Clone, PartialEq)]
pub struct Standing {
    /// In the order of services.
    pub tables: Vec<Table>,
}

/// A table.
#[derive(Debug, Clone, PartialEq)]
pub struct Table {
    /// The service.
    pub service: String,
    /// The table.
    pub name: String,
    /// Its columns.
    pub columns: Vec<String>,
    /// Its rows; and those that went with the last step, where they stood.
    pub rows: Vec<Row>,
}

/// A row.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// Its cells; of a row that is gone, as they were.
    pub cells: Vec<Value>,
    /// What became of it in the last step.
    pub mark: Mark,
}

/// What became of a row in the last step.
#[derive(Debug, Clone, PartialEq)]
pub enum Mark {
    /// Nothing.
    Same,
    /// It is new.
    New,
    /// It was like this before.
    Changed(Vec<Value>),
    /// It is gone.
    Gone,
}

impl Standing {
    /// How the tables of a trace stand after so many steps.
    #[must_use]
    pub fn after(trace: &Trace, steps: usize) -> Self {
        let row = |cells: &Vec<Value>| Row { cells: cells.clone(), mark: Mark::Same };
        let tables = trace.tables.iter().map(|table| Table {
            service: table.service.clone(),
            name: table.name.clone(),
            columns: table.columns.clone(),
            rows: table.rows.iter().map(row).collect(),
        });
        let mut standing = Self { tables: tables.collect() };
        for note in &trace.steps[..steps.min(trace.steps.len())] {
            standing.take(note);
        }
        standing
    }

    /// One step more.
    fn take(&mut self, note: &Note) {
        for table in &mut self.tables {
            table.rows.retain(|row| row.mark != Mark::Gone);
            table.rows.iter_mut().for_each(|row| row.mark = Mark::Same);
        }
        let changed =
            note.did.iter().filter_map(|did| if let Did::Changed(changes) = did { Some(changes) } else { None });
        for change in changed.flatten() {
            self.change(change);
        }
    }

    fn change(&mut self, change: &RowChange) {
        let is_it = |table: &&mut Table| table.service == change.service && table.name == change.table;
        let Some(table) = self.tables.iter_mut().find(is_it) else { return };
        // Rows that are alike are the same to any reader: any of them may be the one. But one that this step made what it is
        // was another before.
        let place = |table: &Table, cells: &Vec<Value>| {
            let alike = |row: &Row| row.mark != Mark::Gone && row.cells == *cells;
            let before = table.rows.iter().position(|row| row.mark == Mark::Same && alike(row));
            before.or_else(|| table.rows.iter().position(alike))
        };
        match (&change.before, &change.after) {
            (None, Some(after)) => table.rows.push(Row { cells: after.clone(), mark: Mark::New }),
            (Some(before), after) => {
                let Some(at) = place(table, before) else { return };
                let row = &mut table.rows[at];
                match (after, &mut row.mark) {
                    // New and changed in one step is new; new and gone is nothing; changed and gone is gone as it was.
                    (Some(after), Mark::New | Mark::Changed(_)) => row.cells.clone_from(after),
                    (None, Mark::New) => drop(table.rows.remove(at)),
                    (Some(after), Mark::Same | Mark::Gone) => {
                        row.mark = Mark::Changed(std::mem::replace(&mut row.cells, after.clone()));
                    }
                    (None, Mark::Changed(before)) => {
                        row.cells = std::mem::take(before);
                        row.mark = Mark::Gone;
                    }
                    (None, Mark::Same | Mark::Gone) => row.mark = Mark::Gone,
                }
            }
            (None, None) => {}
        }
    }

    /// The rows of a table that are there.
    #[must_use]
    pub fn rows(&self, service: &str, table: &str) -> Vec<&[Value]> {
        let tables = self.tables.iter().filter(|one| one.service == service && one.name == table);
        let rows = tables.flat_map(|table| &table.rows).filter(|row| row.mark != Mark::Gone);
        rows.map(|row| row.cells.as_slice()).collect()
    }
}

/// What is on its way after so many steps, in words.
#[must_use]
pub fn flights(trace: &Trace, steps: usize, words: &Strings) -> Vec<String> {
    let note = steps.checked_sub(1).and_then(|at| trace.steps.get(at));
    let flights = note.map(|note| note.in_flight.as_slice()).unwrap_or_default();
    flights.iter().map(|flight| said(flight, words)).collect()
}

fn said(flight: &Flight, words: &Strings) -> String {
    match flight {
        Flight::Message { topic, to, id, key: _, attempts, dead } => {
            let what = short::brief(&short::joined(&[topic, id]));
            let how = match (dead, attempts) {
                (true, _) => "story-flight-dead",
                (false, 0) => "story-flight-message",
                (false, _) => "story-flight-again",
            };
            words
                .with(how, &[("what", what.into()), ("to", short::safe(to).into()), ("n", i64::from(*attempts).into())])
        }
        Flight::Call { to, handler, late } => {
            let how = if *late { "story-flight-late" } else { "story-flight-call" };
            words.with(how, &[("what", short::safe(handler).into()), ("to", short::safe(to).into())])
        }
    }
}
