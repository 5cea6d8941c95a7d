//! What may go wrong now, and what it does.

use std::rc::Rc;

use super::act::{Act, Acts, cause, named};
use super::broker::Offered;
use super::call::timeout;
use super::instance::{Handling, Origin, Waits};
use super::left::{Of, Sort};
use super::link::{End, Obstacle};
use super::note::{Came, Fault, Pen};
use super::printed::Printed;
use super::scripts::{Answered, Invocation};
use super::system::System;
use super::time::{TIMEOUT, Window};
use crate::sim::Step;

/// A fault, found again when it comes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Strike {
    Crash,
    /// Of the instance's handlers, which one hears which answer before all stop; or it has ended.
    Pause(usize, Option<usize>),
    Down(usize),
    Part(usize),
    /// The next commit of the instance.
    Refuse,
    /// Of the instance's handlers, which one does not hear which answer.
    LoseAnswer(usize, usize, Sort),
    LoseRequest(u64),
    /// Of the instance's handlers, the one whose reply is lost.
    LoseReply(usize),
    Delay(u64),
    Fail(u64),
    Resend(usize, Rc<str>),
    /// An entry of the cache, by its key.
    Evict(String),
    /// The next operation of the cache that the instance asks for.
    Uncache,
    /// From which place on a subscriber of a log hears again.
    Forget(usize, Offered, usize),
}

impl System<'_> {
    /// All that may go wrong now.
    pub(super) fn strikes(&self, acts: &mut Acts) {
        if !self.left.any() {
            return;
        }
        for at in 0..self.instances.len() {
            self.strikes_at(at, acts);
        }
        self.strikes_on_links(acts);
        let sort = |sort| self.left.may(Of::Sort(sort));
        for call in self.calls.iter().filter(|call| call.waits && !call.late) {
            let to = self.first_of(call.service);
            let own = call.cause;
            for (which, name, strike) in [
                (Sort::LostRequest, "lose-request", Strike::LoseRequest(call.number)),
                (Sort::Late, "delay", Strike::Delay(call.number)),
                (Sort::FailedCall, "fail-call", Strike::Fail(call.number)),
            ] {
                if sort(which) {
                    acts.fault(to, cause(name, &[own]), strike);
                }
            }
        }
        let setup = self.setup();
        if sort(Sort::SentTwice) {
            for (topic, key) in self.broker.resendable() {
                let named = cause("resend", &[named(&setup.topics[topic].name), named(&key)]);
                acts.fault(self.instances.len() + topic, named, Strike::Resend(topic, key));
            }
        }
        if sort(Sort::Eviction) {
            // The cache stands behind the topics.
            let at = self.instances.len() + setup.topics.len();
            for key in self.devices.cache.keys(self.clock.now()) {
                acts.fault(at, cause("evict", &[named(key)]), Strike::Evict(key.clone()));
            }
        }
        if sort(Sort::Forgotten) {
            for (subscription, what, from) in self.broker.forgettable() {
                let of = &self.broker.subscriptions[subscription];
                let place = match &what {
                    Offered::Key(key) => named(key),
                    Offered::Entry(number) => *number as u64,
                };
                let named = cause("forget", &[named(&of.handler), place, from as u64]);
                acts.fault(self.instances.len() + of.topic, named, Strike::Forget(subscription, what, from));
            }
        }
    }

    /// What may hit an instance.
    fn strikes_at(&self, at: usize, acts: &mut Acts) {
        let instance = &self.instances[at];
        // The next commit is refused: decided where a handler begins, and after each commit.
        let committed =
            |handling: &Handling| handling.waits.iter().any(|waiting| waiting.may_lose == Some(Sort::UnansweredCommit));
        let is_place = instance.open.iter().any(committed) || self.may_begin(at);
        if !instance.paused && !instance.refuses && is_place && self.left.may(Of::Sort(Sort::RefusedCommit)) {
            acts.fault(at, cause("refuse", &[]), Strike::Refuse);
        }
        if instance.paused {
            return;
        }
        // Where nothing runs a crash takes what is remembered, and what is done at a start is done again.
        let starts_anew = instance.memory.is_some() && self.theatre.on_start[instance.service];
        let has_to_lose = !instance.open.is_empty() || instance.runs > 0 || starts_anew;
        if has_to_lose && self.left.may(Of::Crash(instance.service)) {
            acts.fault(at, cause("crash", &[]), Strike::Crash);
        }
        if self.left.may(Of::Sort(Sort::CacheDown)) && !instance.uncached {
            acts.fault(at, cause("uncache", &[]), Strike::Uncache);
        }
        for (number, handling) in instance.open.iter().enumerate() {
            let own = handling.cause;
            for (place, waiting) in handling.waits.iter().enumerate() {
                let Waits::Answered(answered) = &waiting.what else { continue };
                if !waiting.window.is_due(self.moment()) {
                    continue;
                }
                let nth = waiting.number;
                if let Some(sort) = waiting.may_lose.filter(|sort| answered.is_ok() && self.left.may(Of::Sort(*sort))) {
                    acts.fault(at, cause("lose-answer", &[own, nth]), Strike::LoseAnswer(number, place, sort));
                }
                if self.left.may(Of::Pause(instance.service)) {
                    acts.fault(at, cause("pause", &[own, nth]), Strike::Pause(number, Some(place)));
                }
            }
            if handling.over && handling.waits.is_empty() {
                if self.left.may(Of::Pause(instance.service)) {
                    acts.fault(at, cause("pause", &[own]), Strike::Pause(number, None));
                }
                if matches!(handling.origin, Origin::Call(_)) && self.left.may(Of::Sort(Sort::LostReply)) {
                    acts.fault(at, cause("lose-reply", &[own]), Strike::LoseReply(number));
                }
            }
        }
    }

    /// What may hit a service as a whole, or what lies between two.
    fn strikes_on_links(&self, acts: &mut Acts) {
        for (service, of) in self.setup().services.iter().enumerate() {
            if self.left.may(Of::Down(service)) && !self.links.down[service] {
                acts.fault(self.first_of(service), cause("down", &[named(&of.name)]), Strike::Down(service));
            }
        }
        for (number, pair) in self.links.pairs.iter().enumerate() {
            let service = pair.ends.iter().find_map(|end| match end {
                End::Service(service) if *service < self.links.down.len() => Some(*service),
                End::Service(_) | End::Broker => None,
            });
            if let Some(service) = service.filter(|_| self.left.may(Of::Part(number)) && !pair.parted) {
                acts.fault(self.first_of(service), cause("part", &[number as u64]), Strike::Part(number));
            }
        }
    }

    /// What may go wrong now, by name: the fault, then the service, its number where there are several, the topic and key
    /// or the handler that it is about.
    #[must_use]
    pub fn faults(&self) -> Vec<(Step, String)> {
        let of = self.acts().all.into_iter().filter_map(|(step, act)| match act {
            Act::Strike(strike) => Some((step, self.named(usize::from(step.actor.0), &strike))),
            Act::Start
            | Act::Request(_)
            | Act::Message(_)
            | Act::Tick(_)
            | Act::Call(_)
            | Act::Hear(..)
            | Act::GiveUp(..)
            | Act::Finish(_)
            | Act::Reply(_)
            | Act::Wake
            | Act::Up(_)
            | Act::Heal(_) => None,
        });
        of.collect()
    }

    fn named(&self, at: usize, strike: &Strike) -> String {
        let setup = self.setup();
        let who = self.theatre.instances.get(at).map_or_else(String::new, |(service, number)| {
            let service = &setup.services[*service];
            if service.instances > 1 { format!("{} {}", service.name, number + 1) } else { service.name.clone() }
        });
        let call = |number: u64| {
            let call = self.calls.iter().find(|call| call.number == number);
            call.map_or_else(String::new, |call| format!("{}.{}", setup.services[call.service].name, *call.handler))
        };
        let name = match strike {
            Strike::Crash => format!("crash {who}"),
            Strike::Pause(..) => format!("pause {who}"),
            Strike::Down(service) => format!("down {}", setup.services[*service].name),
            Strike::Part(number) => {
                let (one, other) = self.pair(*number);
                format!("part {one} {other}")
            }
            Strike::Refuse => format!("refuse-commit {who}"),
            Strike::LoseAnswer(..) => format!("lose-answer {who}"),
            Strike::LoseRequest(number) => format!("lose-request {}", call(*number)),
            Strike::LoseReply(_) => format!("lose-reply {who}"),
            Strike::Delay(number) => format!("delay {}", call(*number)),
            Strike::Fail(number) => format!("fail {}", call(*number)),
            Strike::Resend(topic, key) => format!("resend {} {key}", setup.topics[*topic].name),
            Strike::Forget(subscription, ..) => {
                format!("forget {}", *self.broker.subscriptions[*subscription].handler)
            }
            Strike::Evict(key) => format!("evict {key}"),
            Strike::Uncache => format!("cache-down {who}"),
        };
        name.trim().to_owned()
    }

    /// It goes wrong.
    pub(super) fn strike(&mut self, at: usize, strike: Strike, pen: &mut Pen) {
        let service = self.instances.get(at).map_or(0, |instance| instance.service);
        pen.write(|note| note.wish = Some(self.named(at, &strike)));
        self.left.take(strike.of(service));
        let fault = match strike {
            Strike::Crash => {
                self.lose_memory(at);
                Fault::Crash
            }
            Strike::Pause(number, place) => {
                let by = self.instances[at].open[number].number;
                pen.of(by);
                pen.cause(|| Came::Fault(Fault::Paused));
                self.pause(at, (number, by), place, pen);
                return;
            }
            Strike::Down(service) => {
                self.links.down[service] = true;
                self.links.up_at[service] = self.outage();
                for instance in 0..self.instances.len() {
                    if self.instances[instance].service == service {
                        self.lose_memory(instance);
                    }
                }
                self.refuse_calls(|call| call.service == service, Obstacle::Down(service));
                Fault::Down
            }
            Strike::Part(number) => {
                self.links.pairs[number].parted = true;
                self.links.pairs[number].heals_at = self.outage();
                let [one, other] = self.links.pairs[number].ends;
                self.refuse_calls(
                    |call| {
                        let ends = [End::Service(call.from), End::Service(call.service)];
                        ends == [one, other] || ends == [other, one]
                    },
                    Obstacle::Parted(number),
                );
                Fault::Parted { between: self.pair(number) }
            }
            Strike::Refuse => {
                self.instances[at].refuses = true;
                Fault::CommitRefused
            }
            Strike::LoseAnswer(number, place, sort) => {
                let window = self.in_ms(TIMEOUT);
                let handling = &mut self.instances[at].open[number];
                pen.of(handling.number);
                if let Some(waiting) = handling.waits.get_mut(place) {
                    (waiting.what, waiting.window) = (Waits::Answered(timeout()), window);
                }
                if sort == Sort::UnansweredCommit { Fault::CommitUnanswered } else { Fault::PublishUnanswered }
            }
            Strike::LoseRequest(call) => {
                self.no_reply(call);
                self.forget_call(call);
                Fault::RequestLost { call }
            }
            Strike::Fail(call) => {
                let words = "the call was refused: nothing was done".to_owned();
                self.refuse_call(call, &Answered::Err(("Unavailable", words)).into());
                Fault::CallFailed { call }
            }
            Strike::LoseReply(number) => {
                let handling = &self.instances[at].open[number];
                let (by, origin) = (handling.number, &handling.origin);
                let Origin::Call(call) = *origin else { return };
                pen.of(by);
                self.finish(at, by, false);
                Fault::ReplyLost { call }
            }
            Strike::Delay(number) => {
                if let Some(at) = self.calls.iter().position(|call| call.number == number) {
                    let way = self.way(End::Service(self.calls[at].service));
                    let late = if self.is_timed() { Window::exactly(self.calls[at].until) } else { Window::NOW };
                    let call = &mut self.calls[at];
                    (call.late, call.window) = (true, late.later(way));
                }
                self.no_reply(number);
                Fault::CallLate { call: number }
            }
            Strike::Resend(topic, key) => {
                let window = self.after(self.way(End::Broker));
                self.broker.resend(topic, &key, window);
                Fault::SentTwice { topic: self.setup().topics[topic].name.clone(), key: key.to_string() }
            }
            Strike::Evict(key) => {
                self.devices.cache.evict(&key);
                Fault::Evicted { key }
            }
            Strike::Uncache => {
                self.instances[at].uncached = true;
                Fault::CacheDown
            }
            Strike::Forget(subscription, what, from) => {
                let window = self.after(self.way(End::Broker));
                self.broker.forget(subscription, &what, from, window);
                Fault::Forgotten { handler: self.broker.subscriptions[subscription].handler.to_string() }
            }
        };
        pen.cause(|| Came::Fault(fault));
    }

    /// An instance loses what it has in memory and has not committed; who waits for it hears that no answer comes.
    fn lose_memory(&mut self, at: usize) {
        let instance = &mut self.instances[at];
        instance.memory = None;
        instance.refuses = false;
        instance.uncached = false;
        instance.paused = false;
        instance.runs = 0;
        for handling in std::mem::take(&mut instance.open) {
            self.roll_back(handling.connection);
            if self.devices.holds(handling.number) {
                self.devices.release(handling.number);
            }
            match handling.origin {
                Origin::Call(number) => {
                    self.no_reply(number);
                    self.forget_call(number);
                }
                Origin::Request(number) => self.client_leaves(number, (at, handling.number)),
                Origin::Message => self.release(handling.number, false),
                Origin::Tick | Origin::Start => {}
            }
        }
    }

    /// An instance stops: one of its handlers has heard something and is about to do what comes next. Meanwhile the queues
    /// take it for dead, and time goes by.
    fn pause(&mut self, at: usize, (number, by): (usize, Invocation), place: Option<usize>, pen: &mut Pen) {
        let instance = &mut self.instances[at];
        instance.paused = true;
        let waiting = place.and_then(|place| instance.open[number].waits.remove(place));
        let open: Vec<Invocation> = instance.open.iter().map(|handling| handling.number).collect();
        if let Some(waiting) = waiting
            && let Waits::Answered(answered) = waiting.what
        {
            self.hear(at, &waiting.to, answered, pen);
            self.go_on(at, by, pen);
        }
        let again = self.after(self.way(End::Broker));
        for held in open {
            self.broker.expire(held, again);
        }
        // Meanwhile the others go on, or where no time is kept have gone on.
        let until = self.clock.now() + self.setup().faults.pause_ms;
        if self.is_timed() {
            self.instances[at].wakes_at = until;
        } else {
            self.clock.pass(until);
        }
    }

    /// An instance goes on where it stopped.
    pub(super) fn wake(&mut self, at: usize, pen: &mut Pen) {
        self.instances[at].paused = false;
        let open: Vec<Invocation> = self.instances[at].open.iter().map(|handling| handling.number).collect();
        for by in open {
            let Some(handling) = self.handling(at, by) else { continue };
            let (held, others) = std::mem::take(&mut handling.waits)
                .into_iter()
                .partition::<Vec<_>, _>(|waiting| matches!(waiting.what, Waits::Held(_)));
            handling.waits = others.into();
            pen.write(|note| note.handling = note.handling.or((!held.is_empty()).then_some(by)));
            for waiting in held {
                if let Waits::Held(asked) = waiting.what {
                    self.perform(at, asked, pen);
                }
            }
            self.go_on(at, by, pen);
        }
    }

    /// Calls that run into something: those that have not begun never will.
    fn refuse_calls(&mut self, which: impl Fn(&super::call::Call) -> bool, obstacle: Obstacle) {
        let refused: Vec<(u64, bool)> =
            self.calls.iter().filter(|call| which(call)).map(|call| (call.number, call.waits)).collect();
        for (number, waits) in refused {
            match obstacle {
                // Who is not there says so.
                Obstacle::Down(_) => self.refuse_call(number, &obstacle.heard()),
                Obstacle::Parted(_) => {
                    self.no_reply(number);
                    if waits {
                        self.forget_call(number);
                    } else if self.is_timed() {
                        self.give_up(number);
                    }
                }
            }
        }
    }

    /// A call is refused where it arrives; its caller hears so once that has come back.
    fn refuse_call(&mut self, number: u64, answered: &Printed<Answered>) {
        let Some(call) = self.calls.iter().find(|call| call.number == number) else { return };
        let way = self.way(End::Service(call.service));
        let window = call.window.and(Window::exactly(self.moment())).later(way);
        self.reply(number, answered, window);
        self.forget_call(number);
    }

    /// The two ends of a pair, by name.
    pub(super) fn pair(&self, number: usize) -> (String, String) {
        let (one, other, _) = &self.setup().faults.partition[number];
        (one.clone(), other.clone())
    }

    /// The first instance of a service.
    pub(super) fn first_of(&self, service: usize) -> usize {
        self.instances.iter().position(|instance| instance.service == service).unwrap_or(0)
    }

    /// What is held up and goes on when nothing else is left to do.
    pub(super) fn wakes(&self, acts: &mut Acts) {
        for (service, down) in self.links.down.iter().enumerate() {
            if *down {
                let window = Window::exactly(self.links.up_at[service]);
                acts.wake(self.first_of(service), (0, window), cause("up", &[]), Act::Up(service));
            }
        }
        for (number, pair) in self.links.pairs.iter().enumerate() {
            if pair.parted {
                let window = Window::exactly(pair.heals_at);
                acts.wake(0, (0, window), cause("heal", &[number as u64]), Act::Heal(number));
            }
        }
        for (at, instance) in self.instances.iter().enumerate() {
            if instance.paused {
                acts.wake(at, (1, Window::exactly(instance.wakes_at)), cause("wake", &[]), Act::Wake);
            }
        }
    }
}

impl Strike {
    /// What it takes from the budget, where it hits an instance of this service.
    fn of(&self, service: usize) -> Of {
        match self {
            Self::Crash => Of::Crash(service),
            Self::Pause(..) => Of::Pause(service),
            Self::Down(service) => Of::Down(*service),
            Self::Part(number) => Of::Part(*number),
            Self::Refuse => Of::Sort(Sort::RefusedCommit),
            Self::LoseAnswer(_, _, sort) => Of::Sort(*sort),
            Self::LoseRequest(_) => Of::Sort(Sort::LostRequest),
            Self::LoseReply(_) => Of::Sort(Sort::LostReply),
            Self::Delay(_) => Of::Sort(Sort::Late),
            Self::Fail(_) => Of::Sort(Sort::FailedCall),
            Self::Evict(_) => Of::Sort(Sort::Eviction),
            Self::Uncache => Of::Sort(Sort::CacheDown),
            Self::Resend(..) => Of::Sort(Sort::SentTwice),
            Self::Forget(..) => Of::Sort(Sort::Forgotten),
        }
    }
}
