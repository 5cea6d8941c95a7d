//! Why a step came: what is asked, delivered, called; and what goes wrong.

use std::collections::BTreeMap;

use super::super::cast::Who;
use super::super::short::{self, joined, safe};
use super::super::{Arrow, Mark, Tone};
use super::{Run, Teller};
use crate::lab::system::{Came, Fault, Flight, Note};

impl Teller<'_> {
    /// Why a step came: its line, and the same in words.
    pub(super) fn cause(&mut self, note: &Note, at: Option<usize>) -> String {
        match &note.cause {
            Came::Started => {
                let again = at.is_some_and(|at| !self.started.insert(at));
                let says = self.words.get(if again { "story-restarts" } else { "story-starts" });
                if let Some(at) = at.filter(|_| again) {
                    self.gone.remove(&at);
                    self.mark(Some(at), Mark::Restart, &says, Tone::Plain);
                }
                says
            }
            Came::Asked { client, handler, with } => {
                let what = joined(&[handler, &short::json(with)]);
                let clients = self.cast.find(&Who::Clients);
                let name = named(client);
                self.arrow(clients, at, &format!("{name}{what}"), Tone::Plain);
                self.begin(note, at, handler, clients);
                if let Some(run) = self.run(note) {
                    run.client = name;
                }
                self.say("story-asked", &[("client", client), ("what", &what)])
            }
            Came::Delivered { topic, handler, id, body, attempt } => {
                let seen = !self.delivered.insert((note.by.0.clone(), id.clone()));
                let what = joined(&[topic, id, &short::json(body)]);
                let overtakes = self.overtakes(note, id);
                let says = match (overtakes, seen) {
                    (true, _) => self.say("story-overtakes", &[("what", &what)]),
                    (false, true) if *attempt > 1 => self
                        .words
                        .with("story-attempt", &[("what", safe(&what).into()), ("n", i64::from(*attempt).into())]),
                    (false, true) => self.say("story-again", &[("what", &what)]),
                    (false, false) => what.clone(),
                };
                let broker = self.cast.find(&Who::Broker);
                self.arrow(broker, at, &says, Tone::Plain);
                let mark = if overtakes { Some(Mark::Reordered) } else { seen.then_some(Mark::Duplicate) };
                if let Some(line) = self.lines.last_mut() {
                    line.mark = broker.zip(mark);
                }
                self.begin(note, at, handler, broker);
                self.say("story-delivered", &[("handler", handler), ("what", &says)])
            }
            Came::Called { call, handler, with } => {
                let says = joined(&[handler, &short::json(with)]);
                let caller = self.calls.get(call).map(|call| call.from);
                if let Some(call) = self.calls.get_mut(call) {
                    call.to = at.unwrap_or(call.to);
                }
                // The arrow of a call that arrives at once says it all.
                let at_once =
                    self.lines.last().is_some_and(|line| line.after + 1 == self.after && line.arrow.is_some());
                if !at_once {
                    self.mark(at, Mark::Begins, &says, Tone::Plain);
                }
                self.begin(note, at, handler, caller);
                self.say("story-called", &[("what", &says)])
            }
            Came::Ticked { handler } => {
                self.begin(note, at, handler, None);
                self.say("story-ticked", &[("handler", handler)])
            }
            Came::Answered => {
                let handler = self.run(note).map(|run| run.handler.clone()).unwrap_or_default();
                self.say("story-goes-on", &[("handler", &handler)])
            }
            Came::GaveUp { call } => {
                let says =
                    self.say("story-gave-up", &[("what", self.calls.get(call).map_or("", |call| &call.handler))]);
                self.mark(at, Mark::Timeout, &says, Tone::Plain);
                says
            }
            Came::Heard { client, .. } if self.answered.contains_key(&note.handling.unwrap_or(u32::MAX)) => {
                self.say("story-heard", &[("client", client)])
            }
            Came::Over | Came::Heard { .. } => {
                let handler = self.run(note).map(|run| run.handler.clone()).unwrap_or_default();
                self.say("story-over", &[("handler", &handler)])
            }
            Came::Woke => {
                self.held.retain(|other| Some(*other) != at);
                let says = self.words.get("story-woke");
                self.mark(at, Mark::Restart, &says, Tone::Plain);
                says
            }
            Came::Up => {
                let says = self.say("story-up", &[("service", &note.by.0)]);
                self.mark(at, Mark::Restart, &says, Tone::Plain);
                says
            }
            Came::Healed { between: (one, other) } => {
                let says = self.say("story-healed", &[("one", one), ("other", other)]);
                self.arrow(self.end_of(one), self.end_of(other), &says, Tone::Plain);
                says
            }
            Came::Fault(fault) => self.fault(fault, note, at),
        }
    }

    /// The lifeline of a service or of the broker.
    fn end_of(&self, name: &str) -> Option<usize> {
        self.cast.service(name).or_else(|| self.cast.find(&Who::Broker))
    }

    fn fault(&mut self, fault: &Fault, note: &Note, at: Option<usize>) -> String {
        let broker = self.cast.find(&Who::Broker);
        let (place, mark, says) = match fault {
            Fault::Crash => (at, Mark::Crash, self.stopped(at, ["story-crash", "story-crash-in", "story-crash-after"])),
            Fault::Down => (at, Mark::Crash, self.say("story-down", &[("service", &note.by.0)])),
            Fault::Paused => {
                (at, Mark::Pause, self.stopped(at, ["story-pause", "story-pause-in", "story-pause-after"]))
            }
            Fault::CommitUnanswered => (at, Mark::Timeout, self.words.get("story-commit-unanswered")),
            Fault::PublishUnanswered => (at, Mark::Timeout, self.words.get("story-publish-unanswered")),
            Fault::Parted { between: (one, other) } => {
                let says = self.say("story-parted", &[("one", one), ("other", other)]);
                let ends = self.end_of(one).zip(self.end_of(other));
                let arrow = ends.map(|(from, to)| Arrow { from, to, arrives: false, answers: false });
                self.line(arrow, None, &says, Tone::Fault);
                return says;
            }
            Fault::CallFailed { call } => {
                let call = self.calls.get(call);
                let says = self.say("story-call-failed", &[("what", call.map_or("", |call| &call.handler))]);
                (call.map(|call| call.from), Mark::Fails, says)
            }
            Fault::SentTwice { topic, key } => {
                (broker, Mark::Duplicate, self.say("story-sent-twice", &[("what", &joined(&[topic, key]))]))
            }
            Fault::Forgotten { handler } => {
                (broker, Mark::Duplicate, self.say("story-forgotten", &[("handler", handler)]))
            }
            Fault::Evicted { key } => (None, Mark::Fails, self.say("story-evicted", &[("key", key)])),
            Fault::CacheDown => (at, Mark::Fails, self.words.get("story-cache-down")),
            Fault::CommitRefused => (at, Mark::Fails, self.words.get("story-commit-refused")),
            Fault::RequestLost { call } => return self.lost(*call, true),
            Fault::ReplyLost { call } => {
                note.handling.map(|run| self.runs.remove(&run));
                return self.lost(*call, false);
            }
            Fault::CallLate { call } => {
                let call = self.calls.get(call);
                let says = self.say("story-call-late", &[("what", call.map_or("", |call| &call.handler))]);
                (call.map(|call| call.from), Mark::Timeout, says)
            }
        };
        self.mark(place, mark, &says, Tone::Fault);
        match fault {
            Fault::Crash => self.leave(at.into_iter().collect()),
            Fault::Down => self.leave(self.cast.instances(&note.by.0)),
            Fault::Paused => self.held.extend(at),
            Fault::SentTwice { .. }
            | Fault::Forgotten { .. }
            | Fault::Evicted { .. }
            | Fault::CacheDown
            | Fault::CommitRefused
            | Fault::CommitUnanswered
            | Fault::PublishUnanswered
            | Fault::Parted { .. }
            | Fault::CallFailed { .. }
            | Fault::RequestLost { .. }
            | Fault::ReplyLost { .. }
            | Fault::CallLate { .. } => {}
        }
        says
    }

    /// What a handler was at when its instance stopped: alone, with its name, with what it did last.
    fn stopped(&self, at: Option<usize>, [alone, within, after]: [&str; 3]) -> String {
        match self.runs.values().find(|run| Some(run.at) == at) {
            None => self.words.get(alone),
            Some(run) if run.last.is_empty() => self.say(within, &[("handler", &run.handler)]),
            Some(run) => self.say(after, &[("handler", &run.handler), ("what", &run.last)]),
        }
    }

    /// Instances are gone, and with them what their handlers were at. A client who waits hears nothing any more.
    fn leave(&mut self, gone: Vec<usize>) {
        let (left, others) = std::mem::take(&mut self.runs).into_iter().partition(|(_, run)| gone.contains(&run.at));
        self.runs = others;
        self.held.retain(|held| !gone.contains(held));
        self.gone.extend(gone);
        let left: BTreeMap<u32, Run> = left;
        for run in left.into_values() {
            let waits = run.origin.filter(|origin| self.cast.lifelines[*origin].who == Who::Clients);
            if waits.is_some() {
                let says = format!("{}{}", run.client, self.say("story-unanswered", &[("what", &run.handler)]));
                self.mark(waits, Mark::Timeout, &says, Tone::Quiet);
            }
        }
    }

    /// A request or a reply that does not arrive.
    fn lost(&mut self, call: u64, request: bool) -> String {
        let call = self.calls.get(&call);
        let id = if request { "story-request-lost" } else { "story-reply-lost" };
        let says = self.say(id, &[("what", call.map_or("", |call| &call.handler))]);
        let ends = call.map(|call| if request { (call.from, call.to) } else { (call.to, call.from) });
        let arrow = ends.map(|(from, to)| Arrow { from, to, arrives: false, answers: !request });
        self.line(arrow, None, &says, Tone::Fault);
        says
    }

    fn begin(&mut self, note: &Note, at: Option<usize>, handler: &str, origin: Option<usize>) {
        if let (Some(number), Some(at)) = (note.handling, at) {
            let (ends, last) = (String::new(), String::new());
            let client = String::new();
            self.runs.insert(number, Run { handler: handler.to_owned(), at, origin, client, ends, last, tx: None });
        }
    }

    /// Whether a message is delivered before one of the same key that was sent earlier.
    fn overtakes(&self, note: &Note, id: &str) -> bool {
        let before = self.after.checked_sub(2).and_then(|at| self.story.trace.steps.get(at));
        let waiting = before.map(|before| before.in_flight.as_slice()).unwrap_or_default();
        let of = |flight: &Flight| match flight {
            Flight::Message { topic, to, id, key, attempts, dead: false } if *to == note.by.0 => {
                Some((topic.clone(), key.clone(), id.clone(), *attempts))
            }
            Flight::Message { .. } | Flight::Call { .. } => None,
        };
        let waiting: Vec<_> = waiting.iter().filter_map(of).collect();
        let Some(at) = waiting.iter().position(|(_, _, other, _)| other == id) else { return false };
        let (topic, key, ..) = &waiting[at];
        waiting[..at].iter().any(|(t, k, other, attempts)| t == topic && k == key && other != id && *attempts == 0)
    }
}

/// A client before what it asks or hears; nothing of one that was only given a number.
fn named(client: &str) -> String {
    if client.starts_with("client ") { String::new() } else { format!("{client}: ") }
}
