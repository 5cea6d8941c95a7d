//! Calls between services: on their way, and what their callers hear of them.

use std::rc::Rc;

use super::act::cause;
use super::client::Outcome;
use super::effect::milliseconds;
use super::instance::{Instance, Origin, Waiting, Waits};
use super::link::{End, Obstacle};
use super::note::{Did, Misuse, Pen};
use super::printed::Printed;
use super::scripts::{Answered, Asked, Invocation};
use super::system::System;
use super::time::{TIMEOUT, Window};
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
    /// Whether its caller has given up, or will not hear of it.
    pub(super) late: bool,
    /// When it arrives.
    pub(super) window: Window,
    /// Where time is kept: the moment at which its caller gives up.
    pub(super) until: u64,
}

/// What a caller hears of a call that may or may not have been done.
pub(super) fn timeout() -> Printed<Answered> {
    Printed::from(Answered::Err((
        "Timeout",
        "no reply came in time: it may have been done, or may be done later".to_owned(),
    )))
}

impl System<'_> {
    /// Sends a call; what is waited for, and when it can be heard.
    pub(super) fn send(&mut self, at: usize, asked: &Asked, pen: &mut Pen) -> (Waits, Window) {
        let Some(service) = self.setup().services.iter().position(|service| service.name == asked.subject) else {
            pen.misused(Misuse::NoService, asked.at.as_deref());
            let words = format!("there is no service {}", asked.subject);
            return (Waits::answered(Err(("Misuse", words))), Window::NOW);
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
        let way = self.way(End::Service(service));
        let gives_up = self.gives_up(asked);
        if let Some(obstacle) = self.links.between(End::Service(from), End::Service(service)) {
            // Who is not there refuses after a way there and one back; where nothing gets through, nothing comes.
            let window = match obstacle {
                Obstacle::Down(_) => self.after(way).later(way),
                Obstacle::Parted(_) => gives_up,
            };
            return (self.runs_into(at, asked.by, obstacle, window), window);
        }
        let named = self.handling(at, asked.by).map(|handling| (handling.cause, handling.effects));
        let (caller, nth) = named.unwrap_or_default();
        let cause = cause("call", &[at as u64, caller, nth.into()]);
        self.touched.writes(Thing::Service(service));
        let window = self.after(way);
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
            window,
            until: gives_up.from,
        });
        (Waits::Reply(number, cause), Window::NOW)
    }

    /// When the caller of what is asked for gives up.
    fn gives_up(&self, asked: &Asked) -> Window {
        if !self.is_timed() {
            return Window::NOW;
        }
        let own = asked.given()["timeout"].as_f64().filter(|ms| *ms > 0.0);
        self.in_ms(own.map_or(TIMEOUT, milliseconds))
    }

    /// Until when the caller of a call waits, where time is kept.
    pub(super) fn waits_until(&self, what: &Waits) -> Option<(u64, u64)> {
        let Waits::Reply(number, _) = what else { return None };
        let call = self.calls.iter().find(|call| call.number == *number).filter(|_| self.is_timed())?;
        Some((call.until, *number))
    }

    /// The caller of a call gives up: it hears that it does not know. What becomes of the call is another matter.
    pub(super) fn give_up(&mut self, number: u64) {
        if let Some(call) = self.calls.iter_mut().find(|call| call.number == number) {
            call.late = true;
        }
    }

    /// Nothing will come of a call that its caller could hear: it hears so at once, or where time is kept once it has
    /// waited long enough.
    pub(super) fn no_reply(&mut self, number: u64) {
        if !self.is_timed() {
            self.reply(number, &timeout(), Window::NOW);
        }
    }

    /// The caller hears of a call in this window, if it still waits then.
    pub(super) fn reply(&mut self, number: u64, answered: &Printed<Answered>, window: Window) {
        let is_it = |waiting: &Waiting| matches!(waiting.what, Waits::Reply(call, _) if call == number);
        let waits = |instance: &Instance| instance.open.iter().flat_map(|handling| &handling.waits).any(is_it);
        let Some(caller) = self.instances.iter().position(|instance| waits(instance)) else { return };
        self.touched.writes(Thing::Service(self.instances[caller].service));
        let mut waiting = self.instances[caller].open.iter_mut().flat_map(|handling| &mut handling.waits);
        if let Some(waiting) = waiting.find(|waiting| is_it(waiting)) {
            (waiting.what, waiting.window) = (Waits::Answered(answered.clone()), window);
        }
    }

    /// A handler has done with its message, or has failed.
    pub(super) fn release(&mut self, by: Invocation, done: bool) {
        self.touch_leases(by);
        let again = self.after(self.way(End::Broker));
        self.broker.release(by, done, again);
    }

    /// A client is answered by a handler, and hears it in this window.
    fn client_hears(&mut self, number: usize, outcome: Outcome, back: Window, from: (usize, Invocation)) {
        self.touched.writes(Thing::Client(&self.setup().workload[number].client));
        let now = self.moment();
        self.clients.answer(number, outcome, back, from, now);
    }

    /// A client will hear nothing of a handler.
    pub(super) fn client_leaves(&mut self, number: usize, from: (usize, Invocation)) {
        self.touched.writes(Thing::Client(&self.setup().workload[number].client));
        let now = self.moment();
        self.clients.leave(number, from, now);
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
        let back = self.after(self.way(End::Service(self.instances[at].service)));
        match handling.origin {
            Origin::Call(number) => {
                let unheard = self.calls.iter().any(|call| call.number == number && call.late);
                match handling.result.filter(|_| heard && !(unheard && self.is_timed())) {
                    Some(result) => {
                        let answered = (*result).clone().map_err(|thrown| ("RemoteError", thrown.message)).into();
                        self.reply(number, &answered, back);
                    }
                    None => self.no_reply(number),
                }
                self.forget_call(number);
            }
            Origin::Message => self.release(by, true),
            Origin::Request(number) => self.client_hears(number, outcome, back, (at, by)),
            Origin::Tick | Origin::Start => {}
        }
    }
}
