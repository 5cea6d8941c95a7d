//! Change feeds: what commits have changed in a service's database, in their order, for whom its owner lets read it.
//!
//! A feed begins after the first rows; a snapshot has them, and says at which position it stands. Changes of one commit
//! have the same number, and stand by table and row in it.

use std::collections::BTreeMap;
use std::rc::Rc;

use serde_json::{Map, Value as Json, json};

use super::{Came, Denied, whole};
use crate::base::Value;
use crate::lab::system::databases::RowChange;
use crate::lab::system::note::Misuse;
use crate::lab::system::setup::Setup;
use crate::lab::system::system::System;
use crate::lab::system::trace::TableAtStart;
use crate::sim::{Fingerprint, Printer};

/// Feeds that somebody may read, by service.
#[derive(Debug, Clone, Default)]
pub(in crate::lab::system) struct Feeds {
    feeds: BTreeMap<String, Feed>,
    /// The columns of a table, by service and name.
    columns: Rc<BTreeMap<(String, String), Vec<String>>>,
}

#[derive(Debug, Clone, Default)]
struct Feed {
    /// Each without its position, which is its place counted from 1.
    changes: Vec<Rc<Change>>,
    commits: u64,
    print: Fingerprint,
}

#[derive(Debug)]
struct Change {
    tx: u64,
    table: String,
    op: &'static str,
    before: Json,
    after: Json,
}

/// Changes that are read at a time where nothing else is asked for.
const LIMIT: u64 = 100;

impl Feeds {
    pub(super) fn new(setup: &Setup, tables: &[TableAtStart]) -> Self {
        let read = setup.services.iter().flat_map(|service| &service.feeds);
        let columns = tables.iter().map(|table| ((table.service.clone(), table.name.clone()), table.columns.clone()));
        Self { feeds: read.map(|name| (name.clone(), Feed::default())).collect(), columns: Rc::new(columns.collect()) }
    }

    /// Whether somebody reads what a commit has changed.
    pub(in crate::lab::system) fn follow(&self, changes: &[RowChange]) -> bool {
        changes.first().is_some_and(|change| self.feeds.contains_key(&change.service))
    }

    /// Takes down what a commit has changed.
    pub(in crate::lab::system) fn record(&mut self, changes: &[RowChange]) {
        let Some(first) = changes.first() else { return };
        let Some(feed) = self.feeds.get_mut(&first.service) else { return };
        feed.commits += 1;
        for RowChange { service, table, before, after } in changes {
            let op = match (before, after) {
                (None, _) => "insert",
                (Some(_), Some(_)) => "update",
                (Some(_), None) => "delete",
            };
            let columns = self.columns.get(&(service.clone(), table.clone())).map_or(&[][..], Vec::as_slice);
            let [before, after] =
                [before, after].map(|row| row.as_ref().map_or(Json::Null, |row| object(columns, row)));
            let mut printer = Printer::default();
            printer.number(feed.commits).bytes(table.as_bytes());
            printer.bytes(before.to_string().as_bytes()).bytes(after.to_string().as_bytes());
            feed.print = feed.print.and(printer.print().0);
            feed.changes.push(Rc::new(Change { tx: feed.commits, table: table.clone(), op, before, after }));
        }
    }

    pub(super) fn print(&self, printer: &mut Printer) {
        for feed in self.feeds.values().filter(|feed| feed.commits > 0) {
            printer.number(3).bytes(&feed.print.0.to_le_bytes());
        }
    }
}

fn object(columns: &[String], row: &[Value]) -> Json {
    let cells = columns.iter().zip(row).map(|(column, value)| (column.clone(), json_of(value)));
    Json::Object(cells.collect::<Map<_, _>>())
}

fn json_of(value: &Value) -> Json {
    match value {
        Value::Null => Json::Null,
        Value::Int(number) => (*number).into(),
        Value::Real(number) => json!(number),
        Value::Text(text) => text.clone().into(),
        Value::Blob(bytes) => bytes.iter().fold(String::new(), |text, byte| text + &format!("{byte:02x}")).into(),
    }
}

impl System<'_> {
    /// Does one operation of a feed: of the service that is named, or of the only one that may be read.
    pub(super) fn feed(&self, at: usize, operation: &str, named: &str, given: &Json) -> Result<Came, Denied> {
        let reader = &self.setup().services[self.instances[at].service];
        let of = match (&reader.feeds[..], named) {
            ([only], "") => only,
            (allowed, name) => allowed.iter().find(|other| *other == name).ok_or_else(|| {
                let whose = if name.is_empty() { "several services, or none: name one" } else { name };
                Denied::Misused(Misuse::NoPart, format!("{} may not read the feed of {whose}", reader.name))
            })?,
        };
        let feeds = &self.devices.feeds;
        let changes = feeds.feeds.get(of).map_or(&[][..], |feed| &feed.changes);
        let done = match operation {
            "read" => {
                let after = whole(given, "position")?.unwrap_or(0);
                let limit = whole(given, "limit")?.unwrap_or(LIMIT);
                let numbered = (1_u64..).zip(changes).filter(|(position, _)| *position > after);
                let limit = usize::try_from(limit).unwrap_or(usize::MAX);
                let read = numbered.take(limit).map(|(position, change)| {
                    let Change { tx, table, op, before, after } = &**change;
                    json!({ "position": position, "tx": tx, "table": table, "op": op, "before": before, "after": after })
                });
                Json::Array(read.collect())
            }
            "snapshot" => {
                let service = self.setup().services.iter().position(|service| service.name == *of);
                let tables = service.map(|service| self.props().databases.shown(service, &self.held[service]));
                let table = |table: TableAtStart| {
                    let rows = table.rows.iter().map(|row| object(&table.columns, row));
                    (table.name.clone(), Json::Array(rows.collect()))
                };
                let tables: Map<String, Json> = tables.unwrap_or_default().into_iter().map(table).collect();
                json!({ "position": changes.len(), "tables": tables })
            }
            _ => return Err(Denied::Misused(Misuse::NoPart, format!("a feed has no {operation}"))),
        };
        Ok(Came::Done(done))
    }
}
