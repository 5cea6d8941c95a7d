//! What may come next, and how it is called.

use std::collections::BTreeSet;

use super::broker::{Offer, Offered};
use super::instance::{Origin, Waits};
use super::system::System;
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
}
