//! What may come next, how it is called, and what it does.

use std::collections::BTreeSet;

use super::broker::{Offer, Offered};
use super::call::timeout;
use super::fault::Strike;
use super::instance::{Handling, Origin, Waits};
use super::link::End;
use super::note::{Came, Pen};
use super::system::{System, stuck_at};
use super::time::Window;
use super::touch::Thing;
use crate::sim::{Actor, Cause, Kind, Step};

/// Names of causes: a kind and what else tells it from others.
pub(super) fn cause(kind: &str, parts: &[u64]) -> u64 {
    parts.iter().fold(named(kind), |cause, part| mixed(cause.rotate_left(23) ^ part))
}

/// A text as a part of a name: 64 bits of no cryptographic strength (FNV-1a, and mixed).
pub(super) fn named(text: &str) -> u64 {
    const BASIS: u64 = 0xcbf2_9ce4_8422_2325;
    const PRIME: u64 = 0x0100_0000_01b3;
    mixed(text.bytes().fold(BASIS, |name, byte| (name ^ u64::from(byte)).wrapping_mul(PRIME)))
}

/// Every bit of the number in every bit (the finaliser of MurmurHash3).
fn mixed(number: u64) -> u64 {
    let number = (number ^ (number >> 33)).wrapping_mul(0xff51_afd7_ed55_8ccd);
    let number = (number ^ (number >> 33)).wrapping_mul(0xc4ce_b9fe_1a85_ec53);
    number ^ (number >> 33)
}

/// What a step is, found again when it is taken.
#[derive(Clone)]
pub(super) enum Act {
    Start,
    Request(usize),
    Message(Offer),
    /// Of the service's handlers that run again and again, which one.
    Tick(usize),
    /// A call that has arrived.
    Call(u64),
    /// Of the instance's handlers, which one hears which answer.
    Hear(usize, usize),
    /// Of the instance's handlers, which one waits for which answer no longer.
    GiveUp(usize, usize),
    Finish(usize),
    /// A client hears what came of its request.
    Reply(usize),
    Strike(Strike),
    /// An instance that was paused goes on.
    Wake,
    /// A service comes back.
    Up(usize),
    /// A pair reaches each other again.
    Heal(usize),
}

/// What may come next, and what it is.
pub(super) struct Acts {
    pub(super) all: Vec<(Step, Act)>,
    now: u64,
    /// The moment at which the first of them has come.
    pub(super) until: u64,
}

impl Acts {
    /// None, at a moment.
    pub(super) fn at(now: u64) -> Self {
        Self { all: Vec::new(), now, until: u64::MAX }
    }

    fn add(&mut self, at: usize, (kind, due, window): (Kind, u64, Window), cause: u64, act: Act) {
        let actor = Actor(u16::try_from(at).expect("there are few instances"));
        let window = window.and(Window::exactly(self.now));
        if kind != Kind::Fault {
            self.until = self.until.min(window.to);
        }
        self.all.push((Step { actor, cause: Cause(cause), kind, due, at: window.from }, act));
    }

    pub(super) fn fault(&mut self, at: usize, cause: u64, strike: Strike) {
        self.add(at, (Kind::Fault, 0, Window::NOW), cause, Act::Strike(strike));
    }

    /// Of all that wake at a moment, the least due is first.
    pub(super) fn wake(&mut self, at: usize, (due, window): (u64, Window), cause: u64, act: Act) {
        self.add(at, (Kind::Wake, due, window), cause, act);
    }
}

/// The handler that runs before all others, where a module has it.
pub(super) const ON_START: &str = "onStart";

/// Where what begins stands in the natural order: what is called for first, so that a request is answered before the next
/// one comes; then requests in their order, then messages.
const CALLS: u64 = 0;
const REQUESTS: u64 = 10_000;
const MESSAGES: u64 = 20_000;

impl System<'_> {
    /// All that may come next, and what it is.
    pub(super) fn acts(&self) -> Acts {
        let mut acts = self.all_acts();
        acts.in_time();
        if self.is_past_horizon(&acts) {
            acts.all.clear();
        }
        acts
    }

    /// All that is bound to come, that too for which it is not time yet, and what may go wrong.
    pub(super) fn all_acts(&self) -> Acts {
        let mut acts = Acts::at(self.moment());
        if let Some(at) = self.must_start() {
            acts.add(at, (Kind::Begin, 0, Window::NOW), cause("start", &[]), Act::Start);
            return acts;
        }
        if let Some(at) = self.alone {
            self.hearings(at, &mut acts);
            if self.instances[at].open.is_empty() {
                self.beginnings(at, &mut acts);
                self.ticks(at, &mut acts);
            }
            self.strikes(&mut acts);
            acts.all.retain(|(step, _)| usize::from(step.actor.0) == at);
            return acts;
        }
        let mut offered = BTreeSet::new();
        for (at, instance) in self.instances.iter().enumerate() {
            if instance.paused || self.links.down[instance.service] {
                continue;
            }
            if instance.memory.is_none() {
                acts.add(at, (Kind::Begin, 0, Window::NOW), cause("start", &[]), Act::Start);
                continue;
            }
            self.hearings(at, &mut acts);
            if self.is_free(at) {
                // Instances of a service are alike: the first that is free takes what comes.
                if offered.insert(instance.service) {
                    self.beginnings(at, &mut acts);
                }
                self.ticks(at, &mut acts);
            }
        }
        for (number, reply) in self.clients.replies() {
            let named = cause("reply", &[number as u64]);
            acts.add(reply.from.0, (Kind::Continue, 0, reply.window), named, Act::Reply(number));
        }
        self.wakes(&mut acts);
        self.strikes(&mut acts);
        acts
    }

    /// What comes again and again at an instance.
    fn ticks(&self, at: usize, acts: &mut Acts) {
        let instance = &self.instances[at];
        for (number, handler) in self.theatre.ticks[instance.service].iter().enumerate() {
            let runs = |handling: &Handling| matches!(handling.origin, Origin::Tick) && handling.handler == *handler;
            if !instance.open.iter().any(runs) {
                let window = instance.timers.get(number).copied().map_or(Window::NOW, Window::exactly);
                acts.add(at, (Kind::Tick, 0, window), cause("tick", &[named(handler)]), Act::Tick(number));
            }
        }
    }

    /// Whether something may begin at an instance that does nothing.
    pub(super) fn may_begin(&self, at: usize) -> bool {
        let mut acts = Acts::at(0);
        if self.instances[at].memory.is_some() && self.instances[at].open.is_empty() {
            self.beginnings(at, &mut acts);
            self.ticks(at, &mut acts);
        }
        !acts.all.is_empty()
    }

    /// Whether an instance can take what comes.
    fn is_free(&self, at: usize) -> bool {
        let instance = &self.instances[at];
        let most = usize::from(self.setup().services[instance.service].concurrency.max(1));
        let starts = instance.open.iter().any(|handling| matches!(handling.origin, Origin::Start));
        instance.open.len() < most && !starts
    }

    /// What the handlers of an instance may hear, and which of them are over.
    pub(super) fn hearings(&self, at: usize, acts: &mut Acts) {
        for (number, handling) in self.instances[at].open.iter().enumerate() {
            for (place, waiting) in handling.waits.iter().enumerate() {
                if let Some((until, _)) = waiting.until {
                    let named = cause("give-up", &[handling.cause, waiting.number]);
                    acts.wake(at, (1, Window::exactly(until)), named, Act::GiveUp(number, place));
                }
                // A moment comes when nothing else is to be done.
                let how = match &waiting.what {
                    Waits::Answered(_) | Waits::More(_) => (Kind::Continue, 0),
                    Waits::Lock(_) if !self.is_locked(handling.connection) => (Kind::Continue, 0),
                    Waits::Rows(_, awaited) if self.devices.stores.is_free(self.instances[at].service, awaited) => {
                        (Kind::Continue, 0)
                    }
                    Waits::Barred(_, obstacle) if !self.links.is_there(*obstacle) => (Kind::Continue, 0),
                    Waits::Moment(until) => (Kind::Wake, until.saturating_add(2)),
                    Waits::Lock(_) | Waits::Rows(..) | Waits::Barred(..) | Waits::Reply(..) | Waits::Held(_) => {
                        continue;
                    }
                };
                let named = cause("hear", &[handling.cause, waiting.number]);
                let (kind, due) = how;
                acts.add(at, (kind, due, waiting.window), named, Act::Hear(number, place));
            }
            if handling.over && handling.waits.is_empty() {
                let named = cause("finish", &[handling.cause]);
                acts.add(at, (Kind::Continue, 0, Window::NOW), named, Act::Finish(number));
            }
        }
    }

    /// What may begin at an instance.
    fn beginnings(&self, at: usize, acts: &mut Acts) {
        let setup = self.setup();
        let service = self.instances[at].service;
        for (number, request) in setup.workload.iter().enumerate() {
            if request.service == setup.services[service].name && self.clients.may_ask(number) {
                let named = cause("request", &[number as u64]);
                let how = (Kind::Begin, REQUESTS + number as u64, self.clients.window(number));
                acts.add(at, how, named, Act::Request(number));
            }
        }
        for call in self.calls.iter().filter(|call| call.waits && call.service == service) {
            acts.add(at, (Kind::Begin, CALLS, call.window), call.cause, Act::Call(call.number));
        }
        if self.links.between(End::Broker, End::Service(service)).is_none() {
            for (place, offer) in self.broker.offers(service).into_iter().enumerate() {
                let of = &self.broker.subscriptions[offer.subscription];
                let message = &offer.message;
                let parts = [named(&of.handler), named(&message.key), named(&message.id), offer.attempts.into()];
                let named = cause("message", &parts);
                // Each by itself, they come as they were published; one that failed comes after those that have not been
                // tried. Of several keys, the first comes first.
                let after = match &offer.what {
                    Offered::Key(_) => place as u64,
                    Offered::Entry(number) => *number as u64 + 1_000 * u64::from(offer.attempts),
                };
                acts.add(at, (Kind::Begin, MESSAGES + after, offer.window), named, Act::Message(offer));
            }
        }
    }

    /// Whether another has a transaction open on the same database.
    pub(super) fn is_locked(&self, by: usize) -> bool {
        let held = &self.held[self.theatre.connections[by]];
        held.open.as_ref().is_some_and(|(other, _)| *other != by)
    }

    /// Does what a step is.
    pub(super) fn act(&mut self, at: usize, cause: u64, act: Act, pen: &mut Pen) {
        match act {
            Act::Start => {
                let service = self.instances[at].service;
                let started = self.props().scripts.start(service);
                match started {
                    Ok(started) => {
                        self.instances[at].memory = Some(started);
                        self.wind_up(at, None);
                        self.begin(at, Origin::Start, cause, &ON_START.into(), &self.theatre.null, pen);
                    }
                    Err(stuck) => stuck_at(&stuck, pen),
                }
            }
            Act::Request(number) => {
                let request = &self.setup().workload[number];
                self.touched.writes(Thing::Client(&request.client));
                self.clients.ask(number, request);
                pen.cause(|| Came::Asked {
                    client: request.client.clone(),
                    handler: request.handler.clone(),
                    with: request.with.clone(),
                });
                let (handler, with) = &self.theatre.requests[number];
                self.begin(at, Origin::Request(number), cause, handler, with, pen);
            }
            Act::Message(offer) => {
                let of = &self.broker.subscriptions[offer.subscription];
                let (handler, attempt) = (of.handler.clone(), offer.attempts + 1);
                let topic = &self.setup().topics[of.topic].name;
                let with = offer.message.given(topic, attempt);
                self.touched.reads(Thing::Key(of.topic, &offer.message.key));
                self.touched.writes(Thing::Place(offer.subscription, &offer.message.key));
                self.broker.lease(&offer, self.next);
                self.note_delivery(offer.subscription, &offer.message.key, &offer.message.id);
                pen.cause(|| {
                    let (id, body) = (offer.message.id.clone(), offer.message.body.clone());
                    Came::Delivered { topic: topic.clone(), handler: handler.to_string(), id, body, attempt }
                });
                self.begin(at, Origin::Message, cause, &handler, &with, pen);
            }
            Act::Call(number) => {
                let Some(call) = self.calls.iter_mut().find(|call| call.number == number) else { return };
                call.waits = false;
                let (handler, with) = (call.handler.clone(), call.with.clone());
                pen.cause(|| Came::Called { call: number, handler: handler.to_string(), with: with.to_string() });
                self.begin(at, Origin::Call(number), cause, &handler, &with, pen);
            }
            Act::Tick(number) => {
                let handler = &self.theatre.ticks[self.instances[at].service][number];
                pen.cause(|| Came::Ticked { handler: handler.to_string() });
                self.begin(at, Origin::Tick, cause, handler, &self.theatre.null, pen);
            }
            Act::Hear(number, place) => {
                pen.cause(|| Came::Answered);
                let handling = &mut self.instances[at].open[number];
                let invocation = handling.number;
                pen.of(invocation);
                let Some(waiting) = handling.waits.remove(place) else { return };
                match waiting.what {
                    Waits::Answered(answered) | Waits::Barred(answered, _) => {
                        self.hear(at, &waiting.to, answered, pen);
                    }
                    Waits::Lock(asked) | Waits::Rows(asked, _) | Waits::More(asked) => self.perform(at, asked, pen),
                    Waits::Moment(until) => {
                        self.touched.writes(Thing::Clock);
                        self.clock.pass(until);
                        self.hear(at, &waiting.to, self.theatre.done.clone(), pen);
                    }
                    Waits::Reply(..) | Waits::Held(_) => {}
                }
                self.go_on(at, invocation, pen);
            }
            Act::GiveUp(number, place) => {
                let handling = &mut self.instances[at].open[number];
                let invocation = handling.number;
                pen.of(invocation);
                let Some(waiting) = handling.waits.remove(place) else { return };
                if let Some((_, call)) = waiting.until {
                    pen.cause(|| Came::GaveUp { call });
                    self.give_up(call);
                }
                self.hear(at, &waiting.to, timeout(), pen);
                self.go_on(at, invocation, pen);
            }
            Act::Reply(number) => {
                let client = &self.setup().workload[number].client;
                let now = self.clock.now();
                let Some((outcome, (_, by))) = self.clients.hear_reply(number, now) else { return };
                pen.of(by);
                pen.cause(|| Came::Heard { client: client.clone(), outcome });
            }
            Act::Finish(number) => {
                let handling = &self.instances[at].open[number];
                let by = handling.number;
                pen.of(by);
                let at_once = self.after(self.way(End::Service(self.instances[at].service))).is_due(self.moment());
                pen.cause(|| match &handling.origin {
                    Origin::Request(number) if at_once => Came::Heard {
                        client: self.setup().workload[*number].client.clone(),
                        outcome: handling.outcome(),
                    },
                    Origin::Request(_) | Origin::Message | Origin::Tick | Origin::Call(_) | Origin::Start => Came::Over,
                });
                self.finish(at, by, true);
            }
            Act::Strike(strike) => self.strike(at, strike, pen),
            Act::Wake => {
                pen.cause(|| Came::Woke);
                self.wake(at, pen);
            }
            Act::Up(service) => {
                pen.cause(|| Came::Up);
                self.links.down[service] = false;
            }
            Act::Heal(number) => {
                pen.cause(|| Came::Healed { between: self.pair(number) });
                self.links.pairs[number].parted = false;
            }
        }
    }
}
