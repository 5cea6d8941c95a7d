//! Calls between services: on their way, and what their callers hear of them.

use std::rc::Rc;

use super::act::cause;
use super::instance::{Origin, Waits};
use super::link::End;
use super::note::{Did, Misuse, Note};
use super::printed::Printed;
use super::scripts::{Answered, Asked, Invocation};
use super::system::System;
use crate::lab::script::Position;

/// A call on its way.
#[derive(Debug, Clone)]
pub(super) struct Call {
    pub(super) number: u64,
    /// What tells it from others in every order.
    pub(super) cause: u64,
    /// The service that calls.
    pub(super) from: usize,
    pub(super) service: usize,
    pub(super) handler: String,
    pub(super) with: String,
    /// Where it was asked for.
    pub(super) at: Option<Rc<Position>>,
    /// Whether it has not begun yet.
    pub(super) waits: bool,
    /// Whether its caller has given up.
    pub(super) late: bool,
}

/// What a caller hears of a call that may or may not have been done.
pub(super) fn timeout() -> Printed<Answered> {
    Printed::from(Answered::Err((
        "Timeout",
        "no reply came in time: it may have been done, or may be done later".to_owned(),
    )))
}

impl System<'_> {
    /// Sends a call; the number that its reply will have, or what is wrong.
    pub(super) fn send(&mut self, at: usize, asked: &Asked, note: &mut Note) -> Result<u64, Waits> {
        let Some(service) = self.setup().services.iter().position(|service| service.name == asked.subject) else {
            note.misused(Misuse::NoService, asked.at.as_deref());
            return Err(Waits::answered(Err(("Misuse", format!("there is no service {}", asked.subject)))));
        };
        let value: serde_json::Value = serde_json::from_str(&asked.value).unwrap_or_default();
        let (handler, with) = (value["handler"].as_str().unwrap_or_default().to_owned(), value["given"].to_string());
        let number = self.sent;
        self.sent += 1;
        let (to, given) = (asked.subject.clone(), with.clone());
        note.did.push(Did::Called { call: number, service: to, handler: handler.clone(), with: given });
        let from = self.instances[at].service;
        self.takes(at, asked.by, note, |usage| usage.calls += 1);
        if let Some(obstacle) = self.links.between(End::Service(from), End::Service(service)) {
            return Err(self.runs_into(at, asked.by, obstacle));
        }
        let named = self.handling(at, asked.by).map(|handling| (handling.cause, handling.effects));
        let (caller, nth) = named.unwrap_or_default();
        let cause = cause("call", &[&at.to_string(), &caller.to_string(), &nth.to_string()]);
        self.calls.push(Call {
            number,
            cause,
            from,
            service,
            handler,
            with,
            at: asked.at.clone(),
            waits: true,
            late: false,
        });
        Ok(number)
    }

    /// The caller hears of a call, if it still waits.
    pub(super) fn reply(&mut self, number: u64, answered: &Printed<Answered>) {
        let waiting = self.instances.iter_mut().flat_map(|instance| &mut instance.open);
        let mut waiting = waiting.flat_map(|handling| &mut handling.waits);
        if let Some(waiting) = waiting.find(|waiting| matches!(waiting.what, Waits::Reply(call) if call == number)) {
            waiting.what = Waits::Answered(answered.clone());
        }
    }

    /// A call is over.
    pub(super) fn forget_call(&mut self, number: u64) {
        self.calls.retain(|call| call.number != number);
    }

    /// What the end of a handler means for whoever waits for it; `heard` is false where the reply is lost.
    pub(super) fn finish(&mut self, at: usize, by: Invocation, heard: bool) {
        let Some(place) = self.instances[at].open.iter().position(|handling| handling.number == by) else { return };
        let handling = self.instances[at].open.remove(place);
        let outcome = handling.outcome();
        match handling.origin {
            Origin::Call(number) => {
                let answered = handling.result.filter(|_| heard).map_or_else(timeout, |result| {
                    (*result).clone().map_err(|thrown| ("RemoteError", thrown.message)).into()
                });
                self.reply(number, &answered);
                self.forget_call(number);
            }
            Origin::Message => self.broker.release(by, true),
            Origin::Request(number) => self.clients.hear(number, outcome),
            Origin::Tick | Origin::Start => {}
        }
    }
}
