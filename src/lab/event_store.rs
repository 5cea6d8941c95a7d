//! An event store in memory: streams with versions, one global order, subscriptions, snapshots.
//!
//! An append is atomic, and refused if the stream is not at the version that its writer expects (optimistic
//! concurrency). A writer that does not know whether an append happened, because the answer was lost, sends it again with
//! the same event ids; the second time it changes nothing. Positions increase but have gaps, as sequences of databases
//! do: a refused append has used its positions up. Nothing here knows what events mean.
//!
//! ```
//! use sagabook::lab::event_store::{EventStore, Expected, NewEvent};
//! let mut store = EventStore::default();
//! let placed = NewEvent::new("e1", "OrderPlaced", r#"{"sku":"BK-7"}"#);
//! store.append("order-7", Expected::NoStream, vec![placed]).unwrap();
//! assert_eq!(store.version("order-7"), 1);
//! assert!(store.append("order-7", Expected::NoStream, vec![NewEvent::new("e2", "OrderPlaced", "{}")]).is_err());
//! ```

mod subscription;
#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};

pub use subscription::Subscription;

/// An event to be appended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewEvent {
    /// Made once by the writer; the same id on a retry makes it harmless.
    pub id: String,
    /// Its type, in the past tense.
    pub kind: String,
    /// Its data, JSON text.
    pub data: String,
}

/// An event as it is stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recorded {
    /// The stream.
    pub stream: String,
    /// Its place in the stream, from 1 without gaps.
    pub version: u64,
    /// Its place in the order of all events, from 1, increasing with gaps.
    pub position: u64,
    /// What was appended.
    pub event: NewEvent,
}

/// What a writer knows of the stream that it appends to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Expected {
    /// Nothing: append to whatever is there.
    Any,
    /// It has no events.
    NoStream,
    /// Its last event has this version.
    Exactly(u64),
}

/// Where an append came to stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Appended {
    /// The version of the stream with its last event.
    pub version: u64,
    /// The position of its last event, or of the last one of the store if it had none.
    pub position: u64,
}

/// Why nothing was appended.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// The stream is at another version: read it, decide again.
    #[error("the stream is at version {actual}, not as expected")]
    Conflict {
        /// What the writer expected.
        expected: Expected,
        /// The version of the stream, 0 without events.
        actual: u64,
    },
    /// An id that is already taken, and this is no retry of the append that took it.
    #[error("the event id `{0}` is taken")]
    IdTaken(String),
}

/// State after a stream's events up to a version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Snapshot {
    /// The version of the last event in it.
    pub version: u64,
    /// The state, JSON text.
    pub state: String,
}

/// The store.
#[derive(Debug, Clone, Default)]
pub struct EventStore {
    log: Vec<Recorded>,
    /// Places in the log, by stream.
    streams: BTreeMap<String, Vec<usize>>,
    /// Places in the log, by event id.
    ids: BTreeMap<String, usize>,
    snapshots: BTreeMap<String, Snapshot>,
    /// Positions used up by appends, whether refused or not.
    used: u64,
}

impl NewEvent {
    /// An event from its parts.
    #[must_use]
    pub fn new(id: impl Into<String>, kind: impl Into<String>, data: impl Into<String>) -> Self {
        Self { id: id.into(), kind: kind.into(), data: data.into() }
    }
}

impl EventStore {
    /// Appends all of `events` or none.
    ///
    /// # Errors
    /// [`Refusal`]; the store's events are then as they were.
    pub fn append(&mut self, stream: &str, expected: Expected, events: Vec<NewEvent>) -> Result<Appended, Refusal> {
        if let Some(done) = self.retried(stream, &events)? {
            return Ok(done);
        }
        let actual = self.version(stream);
        let fits = match expected {
            Expected::Any => true,
            Expected::NoStream => actual == 0,
            Expected::Exactly(version) => actual == version,
        };
        if !fits {
            self.used += events.len() as u64;
            return Err(Refusal::Conflict { expected, actual });
        }
        for event in events {
            self.used += 1;
            let place = self.log.len();
            let places = self.streams.entry(stream.to_owned()).or_default();
            places.push(place);
            self.ids.insert(event.id.clone(), place);
            let version = places.len() as u64;
            self.log.push(Recorded { stream: stream.to_owned(), version, position: self.used, event });
        }
        Ok(Appended { version: self.version(stream), position: self.position() })
    }

    /// Positions used up so far, by refused appends too.
    #[must_use]
    pub fn used(&self) -> u64 {
        self.used
    }

    /// The latest snapshot of each stream that has one.
    pub fn snapshots(&self) -> impl Iterator<Item = (&str, &Snapshot)> {
        self.snapshots.iter().map(|(stream, kept)| (stream.as_str(), kept))
    }

    /// The version of a stream: how many events it has.
    #[must_use]
    pub fn version(&self, stream: &str) -> u64 {
        self.streams.get(stream).map_or(0, |places| places.len() as u64)
    }

    /// The position of the last event, 0 without events.
    #[must_use]
    pub fn position(&self) -> u64 {
        self.log.last().map_or(0, |event| event.position)
    }

    /// A stream's events after a version (0 for all), in order.
    pub fn read(&self, stream: &str, after: u64) -> impl Iterator<Item = &Recorded> {
        let places = self.streams.get(stream).map_or(&[][..], Vec::as_slice);
        let skipped = usize::try_from(after).unwrap_or(usize::MAX).min(places.len());
        places[skipped..].iter().map(|&place| &self.log[place])
    }

    /// All events after a position (0 for all), in order.
    pub fn read_all(&self, after: u64) -> impl Iterator<Item = &Recorded> {
        let first = self.log.partition_point(|event| event.position <= after);
        self.log[first..].iter()
    }

    /// Keeps the state of a stream, unless a later one is kept already. Returns whether it is the one kept.
    ///
    /// A state of events that are not there (a version over the stream's) is not kept: it would hide those to come.
    pub fn save_snapshot(&mut self, stream: &str, snapshot: Snapshot) -> bool {
        let stale = self.snapshots.get(stream).is_some_and(|kept| kept.version >= snapshot.version);
        let kept = !stale && snapshot.version > 0 && snapshot.version <= self.version(stream);
        if kept {
            self.snapshots.insert(stream.to_owned(), snapshot);
        }
        kept
    }

    /// The latest snapshot of a stream; [`EventStore::read`] after its version gives the events that are not in it.
    #[must_use]
    pub fn snapshot(&self, stream: &str) -> Option<&Snapshot> {
        self.snapshots.get(stream)
    }

    /// What the same append came to before, if it did: the same events in a row in the same stream.
    fn retried(&self, stream: &str, events: &[NewEvent]) -> Result<Option<Appended>, Refusal> {
        let mut fresh = BTreeSet::new();
        if let Some(twice) = events.iter().find(|event| !fresh.insert(&event.id)) {
            return Err(Refusal::IdTaken(twice.id.clone()));
        }
        let Some(taken) = events.iter().find(|event| self.ids.contains_key(&event.id)) else { return Ok(None) };
        let refusal = || Refusal::IdTaken(taken.id.clone());
        let first = self.ids.get(&events[0].id).map(|&place| &self.log[place]).ok_or_else(refusal)?;
        let mut before = self.read(stream, first.version - 1);
        let mut last = first;
        for event in events {
            last = before.next().filter(|recorded| recorded.event == *event).ok_or_else(refusal)?;
        }
        Ok(Some(Appended { version: last.version, position: last.position }))
    }
}
