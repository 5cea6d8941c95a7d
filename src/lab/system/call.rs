//! Calls between services: on their way, and what their callers hear of them.

use std::rc::Rc;

use super::act::cause;
use super::client::Outcome;
use super::instance::{Instance, Origin, Waiting, Waits};
use super::link::End;
use super::note::{Did, Misuse, Pen};
use super::printed::Printed;
use super::scripts::{Answered, Asked, Invocation};
use super::system::System;
use super::touch::Thing;
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
    pub(super) handler: Printed<String>,
    pub(super) with: Printed<String>,
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
    /// Sends a call; what is waited for.
    pub(super) fn send(&mut self, at: usize, asked: &Asked, pen: &mut Pen) -> Waits {
        let Some(service) = self.setup().services.iter().position(|service| service.name == asked.subject) else {
            pen.misused(Misuse::NoService, asked.at.as_deref());
            return Waits::answered(Err(("Misuse", format!("there is no service {}", asked.subject))));
        };
        let (handler, with) = asked.call.get_or_init(|| {
            let given = asked.given();
            (given["handler"].as_str().unwrap_or_default().into(), given["given"].to_string().into())
        });
        let number = self.sent;
        self.sent += 1;
        pen.did(|| {
            let (service, handler, with) = (asked.subject.clone(), handler.to_string(), with.to_string());
            Did::Called { call: number, service, handler, with }
        });
        let from = self.instances[at].service;
        self.takes(at, asked.by, pen, |usage| usage.calls += 1);
        if let Some(obstacle) = self.links.between(End::Service(from), End::Service(service)) {
            return self.runs_into(at, asked.by, obstacle);
        }
        let named = self.handling(at, asked.by).map(|handling| (handling.cause, handling.effects));
        let (caller, nth) = named.unwrap_or_default();
        let cause = cause("call", &[at as u64, caller, nth.into()]);
        self.touched.writes(Thing::Service(service));
        self.calls.push(Call {
            number,
            cause,
            from,
            service,
            handler: handler.clone(),
            with: with.clone(),
            at: asked.at.clone(),
            waits: true,
            late: false,
        });
        Waits::Reply(number, cause)
    }

    /// The caller hears of a call, if it still waits.
    pub(super) fn reply(&mut self, number: u64, answered: &Printed<Answered>) {
        let is_it = |waiting: &Waiting| matches!(waiting.what, Waits::Reply(call, _) if call == number);
        let waits = |instance: &Instance| instance.open.iter().flat_map(|handling| &handling.waits).any(is_it);
        let Some(caller) = self.instances.iter().position(|instance| waits(instance)) else { return };
        self.touched.writes(Thing::Service(self.instances[caller].service));
        let mut waiting = self.instances[caller].open.iter_mut().flat_map(|handling| &mut handling.waits);
        if let Some(waiting) = waiting.find(|waiting| is_it(waiting)) {
            waiting.what = Waits::Answered(answered.clone());
        }
    }

    /// A handler has done with its message, or has failed.
    pub(super) fn release(&mut self, by: Invocation, done: bool) {
        self.touch_leases(by);
        self.broker.release(by, done);
    }

    /// A client hears what came of what it asked.
    pub(super) fn client_hears(&mut self, number: usize, outcome: Outcome) {
        self.touched.writes(Thing::Client(&self.setup().workload[number].client));
        self.clients.hear(number, outcome);
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
            Origin::Message => self.release(by, true),
            Origin::Request(number) => self.client_hears(number, outcome),
            Origin::Tick | Origin::Start => {}
        }
    }
}
