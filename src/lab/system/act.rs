//! What may come next, how it is called, and what it does.

use std::collections::BTreeSet;

use super::broker::{Offer, Offered};
use super::call::timeout;
use super::instance::{Origin, Waits};
use super::note::{Came, Fault, Note};
use super::system::{System, stuck_at, who};
use crate::sim::{Actor, Cause, Fingerprint, Kind, Printer, Step};

/// Names of causes: a kind and what else tells it from others.
pub(super) fn cause(kind: &str, parts: &[&str]) -> u64 {
    let mut printer = Printer::default();
    printer.bytes(kind.as_bytes());
    for part in parts {
        printer.bytes(part.as_bytes());
    }
    let Fingerprint(bits) = printer.print();
    u64::try_from(bits & u128::from(u64::MAX)).expect("64 bits are left")
}

/// What a step is, found again when it is taken.
pub(super) enum Act {
    Start,
    Request(usize),
    Message(Offer),
    Tick(String),
    /// A call that has arrived.
    Call(u64),
    LoseRequest(u64),
    /// Of the instance's handlers, the one whose reply is lost.
    LoseReply(usize),
    Delay(u64),
    /// Of the instance's handlers, which one hears which answer.
    Hear(usize, usize),
    Finish(usize),
    Crash,
    Resend(usize, String),
    Forget(usize, Offered),
    Refuse,
}

impl System<'_> {
    /// All that may come next, and what it is.
    pub(super) fn acts(&self) -> Vec<(Step, Act)> {
        let setup = self.setup();
        let mut acts = Vec::new();
        let mut add = |at: usize, kind: Kind, due: u64, cause: u64, act: Act| {
            let actor = Actor(u16::try_from(at).expect("there are few instances"));
            acts.push((Step { actor, cause: Cause(cause), kind, due }, act));
        };
        let (mut asked, mut called) = (BTreeSet::new(), BTreeSet::new());
        for (at, instance) in self.instances.iter().enumerate() {
            let service = &setup.services[instance.service];
            if instance.memory.is_none() {
                add(at, Kind::Begin, 0, cause("start", &[]), Act::Start);
                continue;
            }
            for (number, handling) in instance.open.iter().enumerate() {
                for (place, waiting) in handling.waits.iter().enumerate() {
                    // A moment comes when nothing else is to be done, in turn with what is done again and again.
                    let (free, kind, due) = match &waiting.what {
                        Waits::Answered(_) => (true, Kind::Continue, 0),
                        Waits::Lock(_) => (!self.is_locked(at), Kind::Continue, 0),
                        Waits::Moment(until) => (true, Kind::Tick, *until),
                        Waits::Reply(_) => (false, Kind::Continue, 0),
                    };
                    if free {
                        let named = cause("hear", &[&handling.cause.to_string(), &waiting.number.to_string()]);
                        add(at, kind, due, named, Act::Hear(number, place));
                    }
                }
                if handling.over && handling.waits.is_empty() {
                    let is_call = matches!(handling.origin, Origin::Call(_));
                    if is_call && self.faults.all > 0 && self.faults.lost_replies > 0 {
                        let named = cause("lose-reply", &[&handling.cause.to_string()]);
                        add(at, Kind::Fault, 0, named, Act::LoseReply(number));
                    }
                    add(at, Kind::Continue, 0, cause("finish", &[&handling.cause.to_string()]), Act::Finish(number));
                }
            }
            if instance.open.is_empty() {
                // Instances of a service are alike: the first that is free takes what comes.
                if asked.insert(instance.service) {
                    for (number, request) in setup.workload.iter().enumerate() {
                        if request.service == service.name && !self.begun[number] {
                            add(
                                at,
                                Kind::Begin,
                                1 + number as u64,
                                cause("request", &[&number.to_string()]),
                                Act::Request(number),
                            );
                        }
                    }
                    for offer in self.broker.offers(instance.service) {
                        let of = &self.broker.subscriptions[offer.subscription];
                        let named = cause(
                            "message",
                            &[&of.handler, &offer.message.key, &offer.message.id, &offer.attempts.to_string()],
                        );
                        add(at, Kind::Begin, 100, named, Act::Message(offer));
                    }
                }
                for call in self.calls.iter().filter(|call| call.waits && call.service == instance.service) {
                    if called.insert(call.number) {
                        add(at, Kind::Begin, 50, call.cause, Act::Call(call.number));
                    }
                }
                for handler in service.every.iter().map(|every| &every.handler) {
                    add(at, Kind::Tick, 0, cause("tick", &[handler]), Act::Tick(handler.clone()));
                }
            }
            if self.faults.all > 0 && !instance.open.is_empty() {
                if self.faults.crash[instance.service] > 0 {
                    add(at, Kind::Fault, 0, cause("crash", &[]), Act::Crash);
                }
                if self.faults.refused > 0 && !instance.refuses {
                    add(at, Kind::Fault, 0, cause("refuse", &[]), Act::Refuse);
                }
            }
        }
        for call in self.calls.iter().filter(|call| call.waits && !call.late && self.faults.all > 0) {
            let to = self.instances.iter().position(|instance| instance.service == call.service).unwrap_or(0);
            if self.faults.lost_requests > 0 {
                let named = cause("lose-request", &[&call.cause.to_string()]);
                add(to, Kind::Fault, 0, named, Act::LoseRequest(call.number));
            }
            if self.faults.late > 0 {
                add(to, Kind::Fault, 0, cause("delay", &[&call.cause.to_string()]), Act::Delay(call.number));
            }
        }
        if self.faults.all > 0 && self.faults.sent_twice > 0 {
            for (topic, key) in self.broker.resendable() {
                let named = cause("resend", &[&setup.topics[topic].name, &key]);
                add(self.instances.len() + topic, Kind::Fault, 0, named, Act::Resend(topic, key));
            }
        }
        if self.faults.all > 0 && self.faults.forgotten > 0 {
            for (subscription, what) in self.broker.forgettable() {
                let of = &self.broker.subscriptions[subscription];
                let place = match &what {
                    Offered::Key(key) => key.clone(),
                    Offered::Entry(number) => number.to_string(),
                };
                let named = cause("forget", &[&of.handler, &place]);
                add(self.instances.len() + of.topic, Kind::Fault, 0, named, Act::Forget(subscription, what));
            }
        }
        acts
    }

    /// Whether another instance has a transaction open on the same database.
    pub(super) fn is_locked(&self, by: usize) -> bool {
        let service = self.instances[by].service;
        let databases = &self.props.as_ref().expect("a system has its props until it is dropped").databases;
        let others = self.instances.iter().enumerate().filter(|(at, other)| *at != by && other.service == service);
        others.into_iter().any(|(at, _)| databases.is_open(at))
    }

    /// Does what a step is; what it did goes into the note.
    pub(super) fn act(&mut self, at: usize, cause: u64, act: Act, note: &mut Note) {
        match act {
            Act::Start => {
                let instance = &mut self.instances[at];
                instance.starts += 1;
                let (service, starts) = (instance.service, instance.starts);
                self.props().scripts.clock().start(who(at), starts);
                match self.props().scripts.start(service) {
                    Ok(started) => self.instances[at].memory = Some(started),
                    Err(stuck) => stuck_at(&stuck, note),
                }
            }
            Act::Request(number) => {
                self.begun[number] = true;
                let request = self.setup().workload[number].clone();
                note.cause = Came::Asked {
                    client: request.client.clone(),
                    handler: request.handler.clone(),
                    with: request.with.clone(),
                };
                self.begin(at, Origin::Request, cause, &request.handler, &request.with, note);
            }
            Act::Message(offer) => {
                let of = &self.broker.subscriptions[offer.subscription];
                let (handler, attempt) = (of.handler.clone(), offer.attempts + 1);
                let topic = self.setup().topics[of.topic].name.clone();
                let with = serde_json::json!({
                    "id": offer.message.id, "key": offer.message.key, "topic": topic,
                    "body": serde_json::from_str::<serde_json::Value>(&offer.message.body).unwrap_or_default(),
                });
                self.broker.lease(&offer, self.next);
                let (id, body) = (offer.message.id, offer.message.body);
                note.cause = Came::Delivered { topic, handler: handler.clone(), id, body, attempt };
                self.begin(at, Origin::Message, cause, &handler, &with.to_string(), note);
            }
            Act::Call(number) => {
                let Some(call) = self.calls.iter_mut().find(|call| call.number == number) else { return };
                call.waits = false;
                let (handler, with) = (call.handler.clone(), call.with.clone());
                note.cause = Came::Called { call: number, handler: handler.clone(), with: with.clone() };
                self.begin(at, Origin::Call(number), cause, &handler, &with, note);
            }
            Act::LoseRequest(number) => {
                self.faults.all -= 1;
                self.faults.lost_requests -= 1;
                note.cause = Came::Fault(Fault::RequestLost { call: number });
                self.reply(number, &timeout());
                self.forget_call(number);
            }
            Act::LoseReply(number) => {
                self.faults.all -= 1;
                self.faults.lost_replies -= 1;
                let handling = &self.instances[at].open[number];
                let (by, origin) = (handling.number, &handling.origin);
                let Origin::Call(call) = *origin else { return };
                note.handling = Some(by);
                note.cause = Came::Fault(Fault::ReplyLost { call });
                self.finish(at, by, false);
            }
            Act::Delay(number) => {
                self.faults.all -= 1;
                self.faults.late -= 1;
                note.cause = Came::Fault(Fault::CallLate { call: number });
                if let Some(call) = self.calls.iter_mut().find(|call| call.number == number) {
                    call.late = true;
                }
                self.reply(number, &timeout());
            }
            Act::Tick(handler) => {
                note.cause = Came::Ticked { handler: handler.clone() };
                self.begin(at, Origin::Tick, cause, &handler, "null", note);
            }
            Act::Hear(number, place) => {
                note.cause = Came::Answered;
                let handling = &mut self.instances[at].open[number];
                let invocation = handling.number;
                note.handling = Some(invocation);
                let Some(waiting) = handling.waits.remove(place) else { return };
                match waiting.what {
                    Waits::Answered(answered) => self.hear(at, invocation, &waiting.answer, &answered, note),
                    Waits::Lock(asked) => self.perform(at, *asked, note),
                    Waits::Moment(until) => {
                        self.props().scripts.clock().pass(until);
                        self.hear(at, invocation, &waiting.answer, &Ok("null".to_owned()), note);
                    }
                    Waits::Reply(_) => {}
                }
                self.go_on(at, invocation, note);
            }
            Act::Finish(number) => {
                note.cause = Came::Over;
                let by = self.instances[at].open[number].number;
                note.handling = Some(by);
                self.finish(at, by, true);
            }
            Act::Crash => {
                note.cause = Came::Fault(Fault::Crash);
                self.faults.all -= 1;
                let service = self.instances[at].service;
                self.faults.crash[service] -= 1;
                self.props().databases.rollback(at);
                let instance = &mut self.instances[at];
                instance.memory = None;
                instance.refuses = false;
                instance.history = Printer::default();
                for handling in std::mem::take(&mut instance.open) {
                    self.broker.release(handling.number, false);
                    if let Origin::Call(number) = handling.origin {
                        self.reply(number, &timeout());
                        self.forget_call(number);
                    }
                }
            }
            Act::Resend(topic, key) => {
                self.faults.all -= 1;
                self.faults.sent_twice -= 1;
                self.broker.resend(topic, &key);
                note.cause = Came::Fault(Fault::SentTwice { topic: self.setup().topics[topic].name.clone(), key });
            }
            Act::Forget(subscription, what) => {
                self.faults.all -= 1;
                self.faults.forgotten -= 1;
                self.broker.forget(subscription, &what);
                let handler = self.broker.subscriptions[subscription].handler.clone();
                note.cause = Came::Fault(Fault::Forgotten { handler });
            }
            Act::Refuse => {
                self.faults.all -= 1;
                self.faults.refused -= 1;
                self.instances[at].refuses = true;
                note.cause = Came::Fault(Fault::CommitRefused);
            }
        }
    }
}
