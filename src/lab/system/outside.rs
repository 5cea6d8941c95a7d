//! `world`: what is outside of the services' databases, as tables that the judge's queries can read.
//!
//! A table is filled when a check is asked that reads it, and only then. What is kept for the judge alone (all messages
//! that ever were published, how often each was delivered) is kept, and is part of the state, only where a check reads
//! it.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use rusqlite::Error;
use rusqlite::limits::Limit;

use super::broker::{Fate, Message};
use super::client::{ClientCall, Outcome};
use super::databases::{RowChange, Seen};
use super::note::{Did, Note};
use super::setup::Rule;
use super::system::System;
use super::trace::TableAtStart;
use crate::base::Value;
use crate::lab::sql::Table;
use crate::lab::sql::session::{Session, to_sql};
use crate::sim::{Fingerprint, Printer};

/// The name of the judge's schema for what is outside of databases: no service has it. In a trace, rows of a service of
/// this name are those that parts beside databases and broker hold.
pub const WORLD: &str = "world";

/// A table of `world`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Outside {
    /// What was published.
    Messages,
    /// What was put aside after too many attempts.
    Dead,
    /// What was handed to each subscriber.
    Deliveries,
    /// What clients asked, and what they heard.
    Calls,
    /// What the cache holds.
    Cache,
    /// What is in files.
    Files,
    /// What is in objects.
    Objects,
    /// What was appended to streams.
    Events,
    /// The rows of emulated stores.
    Store,
}

impl Outside {
    const ALL: [Self; 9] = [
        Self::Messages,
        Self::Dead,
        Self::Deliveries,
        Self::Calls,
        Self::Cache,
        Self::Files,
        Self::Objects,
        Self::Events,
        Self::Store,
    ];

    /// Those that a trace shows as tables.
    const SHOWN: [Self; 5] = [Self::Cache, Self::Files, Self::Objects, Self::Events, Self::Store];

    fn name(self) -> &'static str {
        match self {
            Self::Messages => "messages",
            Self::Dead => "dead",
            Self::Deliveries => "deliveries",
            Self::Calls => "calls",
            Self::Cache => "cache",
            Self::Files => "files",
            Self::Objects => "objects",
            Self::Events => "events",
            Self::Store => "store",
        }
    }

    /// How many columns, from the first, name a row.
    fn names(self) -> usize {
        match self {
            Self::Messages | Self::Calls => 0,
            Self::Dead | Self::Deliveries => 4,
            Self::Cache | Self::Files | Self::Objects => 1,
            Self::Events => 2,
            Self::Store => 3,
        }
    }

    fn columns(self) -> &'static [&'static str] {
        match self {
            Self::Messages => &["topic", "key", "id", "body", "seq"],
            Self::Dead => &["topic", "subscriber", "key", "id", "body"],
            Self::Deliveries => &["topic", "subscriber", "key", "id", "attempts", "done"],
            Self::Calls => &["client", "service", "handler", "given", "started", "ended", "outcome", "result"],
            Self::Cache => &["key", "value", "expires_ms"],
            Self::Files => &["path", "content"],
            Self::Objects => &["key", "content", "etag"],
            Self::Events => &["stream", "version", "position", "id", "type", "data"],
            Self::Store => &["service", "table", "key", "value"],
        }
    }
}

/// The rows of a table.
pub(super) type Rows = Vec<Vec<Value>>;

/// What checks read of `world`.
#[derive(Debug, Clone, Default)]
pub(super) struct Reads {
    /// By check.
    tables: Vec<BTreeSet<Outside>>,
    /// Whether a check asks for the order of messages.
    ordered: bool,
}

/// What the judge's tables hold now.
#[derive(Debug, Default)]
pub(super) struct Shown(BTreeMap<Outside, Rows>);

/// What is kept for the judge and for traces alone.
#[derive(Debug, Clone, Default)]
pub(super) struct Chronicle {
    /// The rows that a trace shows, as they were after the last step.
    seen: BTreeMap<Outside, Rows>,
    /// What checks read that are asked at every change, as it was after the last step.
    always: Fingerprint,
    /// Messages as they were published: topic, key, id and body.
    messages: Vec<[String; 4]>,
    /// By subscription, key and id.
    deliveries: BTreeMap<(usize, String, String), u32>,
}

impl Reads {
    /// Learns which of the tables the next check reads.
    pub(super) fn learn(&mut self, seen: &Seen) {
        let mut tables = BTreeSet::new();
        for (database, table, column) in seen {
            // A table without its schema can be one of these as well.
            let here = database.as_ref().is_none_or(|name| name.eq_ignore_ascii_case(WORLD));
            let named = Outside::ALL.into_iter().find(|one| here && one.name().eq_ignore_ascii_case(table));
            self.ordered |= named == Some(Outside::Messages) && column.eq_ignore_ascii_case("seq");
            tables.extend(named);
        }
        self.tables.push(tables);
    }

    /// Whether a check reads what clients have asked.
    pub(super) fn any_calls(&self) -> bool {
        self.any(Outside::Calls)
    }

    /// Whether a check asks for the order of messages.
    pub(super) fn is_ordered(&self) -> bool {
        self.ordered
    }

    /// Whether a check reads what was handed to subscribers.
    pub(super) fn any_deliveries(&self) -> bool {
        self.any(Outside::Deliveries)
    }

    fn any(&self, table: Outside) -> bool {
        self.tables.iter().any(|tables| tables.contains(&table))
    }
}

impl Shown {
    /// Makes the tables on a connection.
    pub(super) fn open(judge: &Session) -> Result<Self, Error> {
        // The most that SQLite is built for; then none again, as for every connection.
        judge.connection().set_limit(Limit::SQLITE_LIMIT_ATTACHED, 10)?;
        judge.freely(&format!("ATTACH ':memory:' AS {WORLD}"))?;
        judge.connection().set_limit(Limit::SQLITE_LIMIT_ATTACHED, 0)?;
        for table in Outside::ALL {
            let columns: Vec<String> = table.columns().iter().map(|name| format!("\"{name}\"")).collect();
            judge.freely(&format!("CREATE TABLE {WORLD}.\"{}\" ({})", table.name(), columns.join(", ")))?;
        }
        Ok(Self::default())
    }

    /// Makes tables have these rows.
    pub(super) fn fill(&mut self, judge: &Session, tables: &[(Outside, Rows)]) -> Result<(), Error> {
        for (table, rows) in tables {
            let before = self.0.entry(*table).or_default();
            if before == rows {
                continue;
            }
            judge.freely(&format!("DELETE FROM {WORLD}.\"{}\"", table.name()))?;
            let marks = vec!["?"; table.columns().len()].join(", ");
            let insert = format!("INSERT INTO {WORLD}.\"{}\" VALUES ({marks})", table.name());
            for row in rows {
                judge.freely_with(&insert, row.iter().map(to_sql))?;
            }
            before.clone_from(rows);
        }
        Ok(())
    }
}

/// The fingerprint of this and of what these tables hold.
pub(super) fn print(tables: &[(Outside, Rows)], before: Fingerprint) -> Fingerprint {
    if tables.is_empty() {
        return before;
    }
    let mut printer = Printer::default();
    for (_, rows) in tables {
        printer.number(rows.len() as u64);
        for cell in rows.iter().flatten() {
            match cell {
                Value::Null => printer.number(0),
                Value::Int(number) => printer.number(1).bytes(&number.to_le_bytes()),
                Value::Real(number) => printer.number(2).bytes(&number.to_le_bytes()),
                Value::Text(text) => printer.number(3).bytes(text.as_bytes()),
                Value::Blob(bytes) => printer.number(4).bytes(bytes),
            };
        }
    }
    before.and(printer.print().0)
}

impl Chronicle {
    /// What checks ask for of it.
    pub(super) fn print(&self, reads: &Reads) -> Fingerprint {
        let mut print = Fingerprint::default();
        if reads.any(Outside::Messages) {
            let of = |message: &[String; 4]| {
                let mut printer = Printer::default();
                for part in message {
                    printer.bytes(part.as_bytes());
                }
                printer.print()
            };
            let mut all: Vec<Fingerprint> = self.messages.iter().map(of).collect();
            if !reads.ordered {
                all.sort_unstable();
            }
            print = all.iter().fold(print.and(all.len() as u128), |print, one| print.and(one.0));
        }
        for ((subscription, key, id), attempts) in &self.deliveries {
            let mut printer = Printer::default();
            printer.number(*subscription as u64).bytes(key.as_bytes()).bytes(id.as_bytes());
            print = print.and(printer.number(u64::from(*attempts)).print().0);
        }
        print
    }
}

impl System<'_> {
    /// Looks at what is there at the beginning: it is no change.
    pub(super) fn begin_chronicle(&mut self) {
        self.outside_changes();
        self.is_stirred();
    }

    /// Keeps in mind that a message was published.
    pub(super) fn note_message(&mut self, topic: &str, message: &Message) {
        if self.theatre.outside.any(Outside::Messages) {
            let parts = [topic, &message.key, &message.id, &message.body];
            self.chronicle.messages.push(parts.map(str::to_owned));
        }
    }

    /// Keeps in mind that a message was handed to a subscriber.
    pub(super) fn note_delivery(&mut self, subscription: usize, key: &str, id: &str) {
        if self.theatre.outside.any(Outside::Deliveries) {
            *self.chronicle.deliveries.entry((subscription, key.to_owned(), id.to_owned())).or_default() += 1;
        }
    }

    /// The rows of a check that does not hold; what it reads of `world` is gathered first.
    pub(super) fn asked(&self, check: usize, sql: &str) -> Option<Rc<Table>> {
        let outside = self.gathered(check);
        self.props().databases.broken((check, sql), &self.held, &outside)
    }

    /// What a check reads of `world`.
    fn gathered(&self, check: usize) -> Vec<(Outside, Rows)> {
        let tables = self.theatre.outside.tables.get(check);
        tables.into_iter().flatten().map(|table| (*table, self.outside(*table))).collect()
    }

    /// Whether something has changed, since the last time, that is read by checks that are asked at every change.
    pub(super) fn is_stirred(&mut self) -> bool {
        let checks = self.setup().checks.iter().enumerate();
        let always = checks.filter(|(_, check)| matches!(check.rule, Rule::Always { .. })).map(|(number, _)| number);
        let now = always.fold(Fingerprint::default(), |before, check| print(&self.gathered(check), before));
        let stirred = self.chronicle.always != now;
        if stirred {
            self.chronicle.always = now;
        }
        stirred
    }

    /// What has changed, since the last time, in the tables that a trace shows.
    pub(super) fn outside_changes(&mut self) -> Vec<RowChange> {
        let mut changes = Vec::new();
        for table in Outside::SHOWN {
            let rows = self.outside(table);
            let before = self.chronicle.seen.insert(table, rows.clone()).unwrap_or_default();
            changes.extend(differences(table, &before, &rows));
        }
        changes
    }

    fn outside(&self, table: Outside) -> Rows {
        let setup = self.setup();
        let text = |text: &str| Value::Text(text.to_owned());
        let whole = |number: usize| Value::Int(i64::try_from(number).unwrap_or(i64::MAX));
        let subscription = |at: usize| {
            let of = &self.broker.subscriptions[at];
            [text(&setup.topics[of.topic].name), text(&setup.services[of.service].name)]
        };
        match table {
            Outside::Messages => {
                let row = |(at, message): (usize, &[String; 4])| {
                    message.iter().map(|part| text(part)).chain([whole(at + 1)]).collect()
                };
                self.chronicle.messages.iter().enumerate().map(row).collect()
            }
            Outside::Dead => {
                let dead = self.broker.deliveries().into_iter().filter(|(_, _, fate)| *fate == Fate::Dead);
                dead.map(|(at, message, _)| {
                    let [topic, subscriber] = subscription(at);
                    vec![topic, subscriber, text(&message.key), text(&message.id), text(&message.body)]
                })
                .collect()
            }
            Outside::Deliveries => {
                let row = |(at, message, fate): (usize, &Message, Fate)| {
                    let [topic, subscriber] = subscription(at);
                    let named = (at, message.key.to_string(), message.id.clone());
                    let attempts = self.chronicle.deliveries.get(&named).copied().unwrap_or_default();
                    let (attempts, done) = (Value::Int(attempts.into()), Value::Int((fate == Fate::Done).into()));
                    vec![topic, subscriber, text(&message.key), text(&message.id), attempts, done]
                };
                self.broker.deliveries().into_iter().map(row).collect()
            }
            Outside::Calls => self.clients.calls().iter().map(call).collect(),
            Outside::Cache => self.devices.cache.rows(self.clock.now()),
            Outside::Files => self.devices.files.rows(),
            Outside::Objects => self.devices.objects.rows(),
            Outside::Events => self.devices.events.rows(),
            Outside::Store => self.devices.stores.rows(&setup.services),
        }
    }
}

/// What tells two states of a table apart, row by row.
fn differences(table: Outside, before: &Rows, after: &Rows) -> Vec<RowChange> {
    let find =
        |rows: &Rows, row: &[Value]| rows.iter().find(|other| other[..table.names()] == row[..table.names()]).cloned();
    let change = |before: Option<Vec<Value>>, after: Option<Vec<Value>>| RowChange {
        service: WORLD.to_owned(),
        table: table.name().to_owned(),
        before,
        after,
    };
    let gone = before.iter().filter(|row| find(after, row).is_none()).map(|row| change(Some(row.clone()), None));
    let others = after.iter().filter(|row| !before.contains(row));
    gone.chain(others.map(|row| change(find(before, row), Some(row.clone())))).collect()
}

/// The tables that a story shows something of, as they were at its beginning.
pub(super) fn at_start(start: &System<'_>, steps: &[Note]) -> Vec<TableAtStart> {
    let changes = steps.iter().flat_map(|note| &note.did).filter_map(|did| match did {
        Did::Changed(changes) => Some(changes),
        _ => None,
    });
    let changed: BTreeSet<&str> =
        changes.flatten().filter(|change| change.service == WORLD).map(|change| change.table.as_str()).collect();
    let at_start = |table: Outside| TableAtStart {
        service: WORLD.to_owned(),
        name: table.name().to_owned(),
        columns: table.columns().iter().map(|name| (*name).to_owned()).collect(),
        rows: start.outside(table),
    };
    let shown = Outside::SHOWN.into_iter().map(at_start);
    shown.filter(|table| !table.rows.is_empty() || changed.contains(table.name.as_str())).collect()
}

/// What a client asked, as a row.
fn call(call: &ClientCall) -> Vec<Value> {
    let text = |text: &str| Value::Text(text.to_owned());
    let moment = |at: u64| Value::Int(i64::try_from(at).unwrap_or(i64::MAX));
    let (outcome, result) = match &call.outcome {
        Outcome::Open => ("open", Value::Null),
        Outcome::Done(result) => ("done", text(result)),
        Outcome::Failed { kind, message } => ("failed", text(&format!("{kind}: {message}"))),
        Outcome::Timeout => ("timeout", Value::Null),
    };
    let [client, service, handler, given] =
        [&call.client, &call.service, &call.handler, &call.with].map(|part| text(part));
    let ended = call.ended.map_or(Value::Null, moment);
    vec![client, service, handler, given, moment(call.began), ended, text(outcome), result]
}
