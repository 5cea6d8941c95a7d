//! The emulated store: rows under keys, for what databases do at isolation levels that SQLite does not have.
//!
//! READ COMMITTED locks a row when it is written, and each read sees what is committed then: an update can be lost.
//! SNAPSHOT reads from what was committed when the transaction began and locks nothing; of two that write one row the
//! second to commit fails: no update is lost, and two that write different rows can each miss what the other did (write
//! skew; Berenson et al., "A Critique of ANSI SQL Isolation Levels", SIGMOD 1995).

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value as Json, json};

use super::{Came, Denied, cell};
use crate::base::Value;
use crate::lab::system::note::Misuse;
use crate::lab::system::scripts::Invocation;
use crate::lab::system::setup::{Isolation, Service};
use crate::lab::system::system::System;
use crate::lab::system::theatre::Unplayable;
use crate::sim::Printer;

/// A row: its table and its key.
type Place = (String, String);

/// Rows that somebody waits for.
#[derive(Debug, Clone)]
pub(in crate::lab::system) struct Awaited {
    /// Whose own locks do not count.
    by: Invocation,
    places: Vec<Place>,
}

/// Rows, each a JSON text.
type Rows = BTreeMap<Place, String>;

/// The stores, by service.
#[derive(Debug, Clone)]
pub(in crate::lab::system) struct Stores(Vec<Option<Store>>);

#[derive(Debug, Clone)]
struct Store {
    isolation: Isolation,
    rows: Rows,
    open: BTreeMap<Invocation, Transaction>,
}

/// A transaction: a handler has one at most.
#[derive(Debug, Clone, Default)]
struct Transaction {
    /// What was committed when it began, where it reads from that.
    snapshot: Option<Rows>,
    /// Rows that others have changed since.
    stale: BTreeSet<Place>,
    /// What it will change; none takes a row away.
    writes: BTreeMap<Place, Option<String>>,
    locks: BTreeSet<Place>,
    /// Rows that it waits for.
    waits: BTreeSet<Place>,
    /// Who has waited for them longer: they are free for those first.
    behind: BTreeSet<Invocation>,
}

impl Stores {
    pub(super) fn new(services: &[Service]) -> Result<Self, Unplayable> {
        let store = |service: &Service| {
            let Some(isolation) = service.store else { return Ok(None) };
            let rows = first_rows(&service.store_rows)
                .map_err(|why| format!("the first rows of the store: {why}"))
                .map_err(|why| Unplayable::Schema { service: service.name.clone(), why })?;
            Ok(Some(Store { isolation, rows, open: BTreeMap::new() }))
        };
        services.iter().map(store).collect::<Result<_, _>>().map(Self)
    }

    /// Takes back what a handler has open; whether there was something.
    pub(super) fn release(&mut self, by: Invocation) -> bool {
        self.0.iter_mut().flatten().any(|store| store.open.remove(&by).is_some())
    }

    /// Whether a handler has something open.
    pub(super) fn holds(&self, by: Invocation) -> bool {
        self.0.iter().flatten().any(|store| store.open.contains_key(&by))
    }

    /// Whether what a service's handler waits for is free.
    pub(in crate::lab::system) fn is_free(&self, service: usize, awaited: &Awaited) -> bool {
        self.0[service].as_ref().is_none_or(|store| store.is_free(awaited.by, &awaited.places))
    }

    /// The rows as the judge sees them: the service, the table, the key and the value.
    pub(in crate::lab::system) fn rows(&self, services: &[Service]) -> Vec<Vec<Value>> {
        let all = self.0.iter().zip(services).filter_map(|(store, of)| Some((store.as_ref()?, of)));
        let row = |service: &str, ((table, key), value): (&Place, &String)| {
            vec![cell(service), cell(table), cell(key), cell(value)]
        };
        all.flat_map(|(store, of)| store.rows.iter().map(|one| row(&of.name, one)).collect::<Vec<_>>()).collect()
    }

    pub(super) fn print(&self, printer: &mut Printer, named: &dyn Fn(Invocation) -> u64) {
        for store in self.0.iter().flatten() {
            printer.bytes(b"store");
            print_rows(printer, &store.rows);
            let mut open: Vec<(u64, &Transaction)> = store.open.iter().map(|(by, one)| (named(*by), one)).collect();
            open.sort_by_key(|(name, _)| *name);
            printer.number(open.len() as u64);
            for (name, one) in open {
                printer.number(name).number(u64::from(one.snapshot.is_some()));
                print_rows(printer, one.snapshot.as_ref().unwrap_or(&Rows::new()));
                let mut behind: Vec<u64> = one.behind.iter().map(|by| named(*by)).collect();
                behind.sort_unstable();
                printer.number(behind.len() as u64);
                for name in behind {
                    printer.number(name);
                }
                for places in [&one.stale, &one.locks] {
                    printer.number(places.len() as u64);
                    for (table, key) in places {
                        printer.bytes(table.as_bytes()).bytes(key.as_bytes());
                    }
                }
                printer.number(one.writes.len() as u64);
                for ((table, key), value) in &one.writes {
                    printer.bytes(table.as_bytes()).bytes(key.as_bytes()).number(u64::from(value.is_some()));
                    printer.bytes(value.as_deref().unwrap_or_default().as_bytes());
                }
            }
        }
    }
}

fn print_rows(printer: &mut Printer, rows: &Rows) {
    printer.number(rows.len() as u64);
    for ((table, key), value) in rows {
        printer.bytes(table.as_bytes()).bytes(key.as_bytes()).bytes(value.as_bytes());
    }
}

/// `{ table: { key: value } }`.
fn first_rows(text: &str) -> Result<Rows, String> {
    if text.trim().is_empty() {
        return Ok(Rows::new());
    }
    let tables: BTreeMap<String, BTreeMap<String, Json>> =
        serde_json::from_str(text).map_err(|error| error.to_string())?;
    let rows = tables
        .into_iter()
        .flat_map(|(table, rows)| rows.into_iter().map(move |(key, value)| ((table.clone(), key), value.to_string())));
    Ok(rows.collect())
}

impl Store {
    /// Who else has locked one of these rows; for what is no part of a transaction, whoever has.
    fn holders(&self, by: Invocation, places: &[Place]) -> impl Iterator<Item = Invocation> {
        let held = |one: &Transaction| places.iter().any(|place| one.locks.contains(place));
        self.open.iter().filter(move |(other, one)| **other != by && held(one)).map(|(other, _)| *other)
    }

    /// Whether rows can be had by who waits for them, or would be the first to wait.
    fn is_free(&self, by: Invocation, places: &[Place]) -> bool {
        let waits = |other: &Invocation| self.open.get(other).is_some_and(|one| wants(one, places));
        let behind = self.open.get(&by).is_some_and(|one| one.behind.iter().any(waits));
        !behind && self.holders(by, places).next().is_none()
    }

    /// Who waits for one of these rows and could have it now. Who has just given a row back does not take it again before
    /// those: one that begins anew at once would keep them waiting for ever.
    fn come_first(&self, by: Invocation, places: &[Place]) -> BTreeSet<Invocation> {
        let could = |other: &Invocation, one: &Transaction| {
            let awaited: Vec<Place> = one.waits.iter().cloned().collect();
            *other != by && wants(one, places) && self.is_free(*other, &awaited)
        };
        self.open.iter().filter(|(other, one)| could(other, one)).map(|(other, _)| *other).collect()
    }

    /// Whether rows are to be waited for.
    fn must_wait(&self, by: Invocation, places: &[Place]) -> bool {
        let has_waited = self.open.get(&by).is_some_and(|one| wants(one, places));
        !self.is_free(by, places) || (!has_waited && !self.come_first(by, places).is_empty())
    }

    /// Whether to wait for rows is to wait for oneself in the end.
    fn would_wait_for_itself(&self, by: Invocation, places: &[Place]) -> bool {
        let (mut known, mut left) = (BTreeSet::new(), self.holders(by, places).collect::<Vec<_>>());
        while let Some(holder) = left.pop() {
            let Some(one) = self.open.get(&holder).filter(|_| known.insert(holder)) else { continue };
            let own = self.open.get(&by).is_some_and(|own| !own.locks.is_disjoint(&one.waits));
            if own {
                return true;
            }
            let waits: Vec<Place> = one.waits.iter().cloned().collect();
            left.extend(self.holders(holder, &waits));
        }
        false
    }

    /// Waits for rows, or says why that would be for ever.
    fn wait(&mut self, by: Invocation, places: &[Place]) -> Result<Came, Denied> {
        if self.would_wait_for_itself(by, places) {
            self.open.remove(&by);
            let says = "deadlock: each waits for a row that the other has locked; this transaction was taken back: \
                        begin it again";
            return Err(Denied::Error("Busy", says.to_owned()));
        }
        let first = self.come_first(by, places);
        if let Some(one) = self.open.get_mut(&by) {
            one.waits.extend(places.iter().cloned());
            one.behind.extend(first);
        }
        Ok(Came::Waits(Awaited { by, places: places.to_vec() }))
    }

    fn seen(&self, one: Option<&Transaction>, place: &Place) -> Json {
        let written = one.and_then(|one| one.writes.get(place));
        let rows = one.and_then(|one| one.snapshot.as_ref()).unwrap_or(&self.rows);
        parsed(written.map_or_else(|| rows.get(place), Option::as_ref))
    }

    fn all(&self, one: Option<&Transaction>, table: &str) -> Json {
        let rows = one.and_then(|one| one.snapshot.as_ref()).unwrap_or(&self.rows);
        let written = one.map(|one| one.writes.keys()).into_iter().flatten();
        let places: BTreeSet<&Place> = rows.keys().chain(written).filter(|(of, _)| of == table).collect();
        let row = |place: &Place| json!({ "key": place.1, "value": self.seen(one, place) });
        let there = places.into_iter().map(row).filter(|row| !row["value"].is_null());
        Json::Array(there.collect())
    }

    fn apply(&mut self, writes: BTreeMap<Place, Option<String>>) {
        for one in self.open.values_mut().filter(|one| one.snapshot.is_some()) {
            one.stale.extend(writes.keys().cloned());
        }
        for (place, value) in writes {
            match value {
                Some(value) => _ = self.rows.insert(place, value),
                None => _ = self.rows.remove(&place),
            }
        }
    }

    /// A row that others have changed since the transaction began, told to its writer.
    fn conflict(&mut self, by: Invocation, place: &Place) -> Denied {
        let before = self.open.remove(&by).and_then(|one| one.snapshot).unwrap_or_default();
        Denied::Conflict {
            says: format!(
                "{} {} has been changed since this transaction began; it was taken back: read again, decide again",
                place.0, place.1
            ),
            between: Box::new((parsed(before.get(place)), parsed(self.rows.get(place)))),
        }
    }

    fn write(&mut self, by: Option<Invocation>, place: Place, value: Option<String>) {
        match by.and_then(|by| self.open.get_mut(&by)) {
            Some(one) => {
                if one.snapshot.is_none() {
                    one.locks.insert(place.clone());
                }
                one.writes.insert(place, value);
            }
            None => self.apply(BTreeMap::from([(place, value)])),
        }
    }

    fn commit(&mut self, by: Invocation) -> Result<Came, Denied> {
        let Some(one) = self.open.get(&by) else { return Err(over()) };
        if one.snapshot.is_some() {
            let places: Vec<Place> = one.writes.keys().cloned().collect();
            if self.must_wait(by, &places) {
                return self.wait(by, &places);
            }
            if let Some(place) = one.stale.iter().find(|place| one.writes.contains_key(*place)).cloned() {
                return Err(self.conflict(by, &place));
            }
        }
        let writes = self.open.remove(&by).map(|one| one.writes).unwrap_or_default();
        self.apply(writes);
        Ok(Came::Done(Json::Null))
    }
}

/// Whether a transaction waits for one of these rows.
fn wants(one: &Transaction, places: &[Place]) -> bool {
    places.iter().any(|place| one.waits.contains(place))
}

fn parsed(value: Option<&String>) -> Json {
    value.map_or(Json::Null, |value| serde_json::from_str(value).expect("what was JSON stays JSON"))
}

fn over() -> Denied {
    Denied::Error("Misuse", "the transaction is over: an operation in it failed".to_owned())
}

/// The number of what is in no transaction.
const NOBODY: Invocation = Invocation::MAX;

impl System<'_> {
    /// Does one operation of the store of the service.
    pub(super) fn store(
        &mut self,
        at: usize,
        by: Invocation,
        operation: &str,
        table: &str,
        given: &Json,
    ) -> Result<Came, Denied> {
        let service = self.instances[at].service;
        let commits = matches!((operation, &given["tx"]), ("commit", _) | ("put" | "del", Json::Bool(false)));
        let may_refuse = commits && self.instances[at].refuses;
        let Some(store) = self.devices.stores.0[service].as_mut() else {
            let says = format!("{} has no store", self.setup().services[service].name);
            return Err(Denied::Misused(Misuse::NoPart, says));
        };
        let inside = given["tx"] == Json::Bool(true);
        let place = (table.to_owned(), given["key"].as_str().unwrap_or_default().to_owned());
        if (inside || operation == "commit") && !store.open.contains_key(&by) {
            return Err(over());
        }
        if may_refuse {
            store.open.remove(&by);
            self.instances[at].refuses = false;
            return Err(Denied::Error("Unavailable", "the commit was refused: nothing has changed".to_owned()));
        }
        match operation {
            "begin" if store.open.contains_key(&by) => {
                Err(Denied::Misused(Misuse::Nested, "a transaction is open already".to_owned()))
            }
            "begin" => {
                let snapshot = (store.isolation == Isolation::Snapshot).then(|| store.rows.clone());
                store.open.insert(by, Transaction { snapshot, ..Transaction::default() });
                Ok(Came::AtOnce(Json::Null))
            }
            "commit" => store.commit(by),
            "rollback" => {
                store.open.remove(&by);
                Ok(Came::Done(Json::Null))
            }
            "get" => Ok(Came::Done(store.seen(store.open.get(&by).filter(|_| inside), &place))),
            "all" => Ok(Came::Done(store.all(store.open.get(&by).filter(|_| inside), table))),
            "put" | "del" | "lock" => {
                let who = if inside { by } else { NOBODY };
                let snapshot = store.open.get(&who).is_some_and(|one| one.snapshot.is_some());
                let locks = operation == "lock" || !snapshot;
                let places = [place];
                if locks && store.must_wait(who, &places) {
                    return store.wait(who, &places);
                }
                let [place] = places;
                if let Some(one) = store.open.get_mut(&who) {
                    one.waits.remove(&place);
                    one.behind.clear();
                    if operation == "lock" {
                        if one.stale.contains(&place) {
                            return Err(store.conflict(who, &place));
                        }
                        one.locks.insert(place.clone());
                    }
                }
                match operation {
                    "lock" => return Ok(Came::Done(store.seen(store.open.get(&who), &place))),
                    "put" => store.write(inside.then_some(by), place, Some(given["value"].to_string())),
                    _ => store.write(inside.then_some(by), place, None),
                }
                Ok(Came::Done(Json::Null))
            }
            _ => Err(Denied::Misused(Misuse::NoPart, format!("a store has no {operation}"))),
        }
    }
}
