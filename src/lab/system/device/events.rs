//! The event store, shared by all: [`crate::lab::event_store`] behind handlers.

use std::rc::Rc;

use serde_json::{Value as Json, json};

use super::{Came, Denied, cell, whole};
use crate::base::Value;
use crate::lab::event_store::{EventStore, Expected, NewEvent, Recorded, Refusal, Snapshot};
use crate::lab::system::note::Misuse;
use crate::sim::Printer;

/// Streams, shared between stories until one of them appends.
#[derive(Debug, Clone, Default)]
pub(in crate::lab::system) struct Events(Rc<EventStore>);

/// Events that are read at a time where nothing else is asked for.
const LIMIT: u64 = 100;

impl Events {
    /// Does one operation; `id` makes ids for events that come without one.
    pub(super) fn work(
        &mut self,
        operation: &str,
        stream: &str,
        given: &Json,
        id: &dyn Fn(u64) -> String,
    ) -> Result<Came, Denied> {
        let done = match operation {
            "append" => self.append(stream, given, id)?,
            "read" => {
                let after = whole(given, "after")?.unwrap_or(0);
                Json::Array(self.0.read(stream, after).map(told).collect())
            }
            "readAll" => {
                let after = whole(given, "after")?.unwrap_or(0);
                let limit = usize::try_from(whole(given, "limit")?.unwrap_or(LIMIT)).unwrap_or(usize::MAX);
                Json::Array(self.0.read_all(after).take(limit).map(told).collect())
            }
            "snapshot" => match whole(given, "version")? {
                Some(version) => {
                    let snapshot = Snapshot { version, state: given["state"].to_string() };
                    Rc::make_mut(&mut self.0).save_snapshot(stream, snapshot).into()
                }
                None => self
                    .0
                    .snapshot(stream)
                    .map_or(Json::Null, |kept| json!({ "version": kept.version, "state": parsed(&kept.state) })),
            },
            _ => return Err(Denied::Misused(Misuse::NoPart, format!("an event store has no {operation}"))),
        };
        Ok(Came::Done(done))
    }

    fn append(&mut self, stream: &str, given: &Json, id: &dyn Fn(u64) -> String) -> Result<Json, Denied> {
        let wrong = |why: &str| Denied::Misused(Misuse::BadUse, why.to_owned());
        let expected = match (&given["expected"], given["expected"].as_u64()) {
            (_, Some(0)) => Expected::NoStream,
            (_, Some(version)) => Expected::Exactly(version),
            (Json::String(any), None) if any == "any" => Expected::Any,
            _ => return Err(wrong("append says which version it expects: a number, 0 for a new stream, or \"any\"")),
        };
        let given = given["events"].as_array().filter(|events| !events.is_empty());
        let given = given.ok_or_else(|| wrong("append takes a list of events, one at least"))?;
        let mut events = Vec::new();
        for (at, event) in (0..).zip(given) {
            let kind = event["type"].as_str().ok_or_else(|| wrong("an event has a type, a text"))?;
            let own = match &event["id"] {
                Json::Null => self.free(at, id),
                Json::String(own) => own.clone(),
                other => other.to_string(),
            };
            events.push(NewEvent::new(own, kind, event["data"].to_string()));
        }
        match Rc::make_mut(&mut self.0).append(stream, expected, events) {
            Ok(at) => Ok(json!({ "version": at.version, "position": at.position })),
            Err(Refusal::Conflict { expected, actual }) => Err(Denied::Conflict {
                says: format!("the stream {stream} is at version {actual}: read what is new in it, decide again"),
                between: Box::new((
                    match expected {
                        Expected::Any => json!("any"),
                        Expected::NoStream => json!(0),
                        Expected::Exactly(version) => json!(version),
                    },
                    json!(actual),
                )),
            }),
            Err(Refusal::IdTaken(id)) => {
                let says = format!("the event id {id} is taken by another event: an id is made once, for one event");
                Err(Denied::Error("Constraint", says))
            }
        }
    }

    /// An id that no event has.
    fn free(&self, at: u64, id: &dyn Fn(u64) -> String) -> String {
        let taken = |id: &String| self.0.read_all(0).any(|recorded| recorded.event.id == *id);
        let mut ids = (0..=self.0.used()).map(|nth| id(at + nth * 1000));
        ids.find(|id| !taken(id)).expect("there are more ids than events")
    }

    /// The events as the judge sees them, in the order of all.
    pub(in crate::lab::system) fn rows(&self) -> Vec<Vec<Value>> {
        let whole = |number: u64| Value::Int(i64::try_from(number).unwrap_or(i64::MAX));
        let row = |one: &Recorded| {
            let NewEvent { id, kind, data } = &one.event;
            vec![cell(&one.stream), whole(one.version), whole(one.position), cell(id), cell(kind), cell(data)]
        };
        self.0.read_all(0).map(row).collect()
    }

    pub(super) fn print(&self, printer: &mut Printer) {
        if self.0.used() == 0 {
            return;
        }
        printer.number(4).number(self.0.used());
        for one in self.0.read_all(0) {
            printer.number(one.position);
            for part in [&one.stream, &one.event.id, &one.event.kind, &one.event.data] {
                printer.bytes(part.as_bytes());
            }
        }
        for (stream, kept) in self.0.snapshots() {
            printer.bytes(stream.as_bytes()).number(kept.version).bytes(kept.state.as_bytes());
        }
    }
}

fn told(one: &Recorded) -> Json {
    let Recorded { stream, version, position, event: NewEvent { id, kind, data } } = one;
    json!({ "stream": stream, "version": version, "position": position, "id": id, "type": kind, "data": parsed(data) })
}

fn parsed(text: &str) -> Json {
    serde_json::from_str(text).expect("what was JSON stays JSON")
}
