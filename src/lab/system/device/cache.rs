//! The cache: one for all, each operation in one piece, and nothing in it that must stay there.
//!
//! A lease says that nobody has taken the entry away since: who fills an entry after a miss does so under a lease that it
//! took before it read, and what was read too early is refused (Nishtala et al., "Scaling Memcache at Facebook", NSDI
//! 2013).

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value as Json, json};

use super::{Came, Denied, cell, whole};
use crate::base::Value;
use crate::lab::system::note::Misuse;
use crate::sim::Printer;

/// What the cache holds.
#[derive(Debug, Clone, Default)]
pub(in crate::lab::system) struct Cache {
    entries: BTreeMap<String, Entry>,
    /// By key: leases that still count.
    leases: BTreeMap<String, BTreeSet<String>>,
}

#[derive(Debug, Clone)]
struct Entry {
    value: Json,
    /// When it is gone by itself, in milliseconds from the beginning.
    until: Option<u64>,
}

impl Cache {
    /// Does one operation at a moment; `token` is what a lease is called, and nobody else's.
    pub(super) fn work(
        &mut self,
        operation: &str,
        key: &str,
        given: &Json,
        (now, token): (u64, &dyn Fn() -> String),
    ) -> Result<Came, Denied> {
        let until = whole(given, "ttl")?.map(|ttl| now.saturating_add(ttl));
        let is_there = self.at(key, now).is_some();
        let entry = || Entry { value: given["value"].clone(), until };
        let done = match operation {
            "get" => self.at(key, now).map_or(Json::Null, |entry| entry.value.clone()),
            "set" => match &given["lease"] {
                Json::Null => {
                    self.set(key, entry());
                    true.into()
                }
                lease => {
                    let leases = self.leases.entry(key.to_owned()).or_default();
                    let counts = lease.as_str().is_some_and(|lease| leases.remove(lease));
                    if counts {
                        self.entries.insert(key.to_owned(), entry());
                    }
                    counts.into()
                }
            },
            "del" => {
                self.leases.remove(key);
                self.entries.remove(key);
                is_there.into()
            }
            "add" => {
                if !is_there {
                    self.set(key, entry());
                }
                (!is_there).into()
            }
            "cas" => {
                let now = self.at(key, now).map_or(Json::Null, |entry| entry.value.clone());
                let fits = now == given["expected"];
                if fits {
                    self.set(key, entry());
                }
                fits.into()
            }
            "lease" => {
                let token = token();
                self.leases.entry(key.to_owned()).or_default().insert(token.clone());
                json!(token)
            }
            _ => return Err(Denied::Misused(Misuse::NoPart, format!("a cache has no {operation}"))),
        };
        Ok(Came::Done(done))
    }

    fn at(&self, key: &str, now: u64) -> Option<&Entry> {
        self.entries.get(key).filter(|entry| entry.until.is_none_or(|until| until > now))
    }

    /// Whoever sets without a lease knows better than those that hold one.
    fn set(&mut self, key: &str, entry: Entry) {
        self.leases.remove(key);
        self.entries.insert(key.to_owned(), entry);
    }

    /// The keys of what could be dropped.
    pub(in crate::lab::system) fn keys(&self, now: u64) -> impl Iterator<Item = &String> {
        self.entries.keys().filter(move |key| self.at(key, now).is_some())
    }

    /// Drops an entry to make room. Leases stay: nothing has changed at the source.
    pub(in crate::lab::system) fn evict(&mut self, key: &str) {
        self.entries.remove(key);
    }

    /// The entries as the judge sees them: the key, the value, and in how many milliseconds it is gone.
    pub(in crate::lab::system) fn rows(&self, now: u64) -> Vec<Vec<Value>> {
        let there = self.entries.iter().filter(|(key, _)| self.at(key, now).is_some());
        let left = |until: u64| Value::Int(i64::try_from(until - now).unwrap_or(i64::MAX));
        let row = |(key, entry): (&String, &Entry)| {
            vec![cell(key), cell(&entry.value.to_string()), entry.until.map_or(Value::Null, left)]
        };
        there.map(row).collect()
    }

    /// In how many milliseconds entries are gone by themselves.
    pub(in crate::lab::system) fn ends(&self, now: u64) -> impl Iterator<Item = u64> {
        self.entries.values().filter_map(move |entry| entry.until?.checked_sub(now).filter(|left| *left > 0))
    }

    pub(super) fn print(&self, printer: &mut Printer, (now, with_ends): (u64, bool)) {
        for (key, entry) in self.entries.iter().filter(|(key, _)| self.at(key, now).is_some()) {
            printer.number(1).bytes(key.as_bytes()).bytes(entry.value.to_string().as_bytes());
            printer.number(entry.until.filter(|_| with_ends).map_or(0, |until| until - now));
        }
        for (key, leases) in self.leases.iter().filter(|(_, leases)| !leases.is_empty()) {
            printer.number(2).bytes(key.as_bytes()).number(leases.len() as u64);
            for lease in leases {
                printer.bytes(lease.as_bytes());
            }
        }
    }
}
