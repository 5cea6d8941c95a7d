//! Services at work: a world of the simulator.
//!
//! A handler runs without interruption from one answer to the next. What it asks for is done at once and in order; that
//! it hears of it is a step of its own, between which and the next anything else may come. Inside a transaction it hears
//! at once, as long as it stays in its database.

use std::collections::{BTreeSet, VecDeque};

use super::broker::Broker;
use super::call::Call;
use super::instance::{Handling, Instance, Origin, Waits};
use super::note::{Did, Flight, Misuse, Note};
use super::scripts::{Heard, Invocation, Stuck, Thrown};
use super::setup::{Rule, Service, Setup};
use super::theatre::{MISUSE, Props, Theatre};
use crate::lab::sql::Table;
use crate::sim::{Fingerprint, Footprint, Printer, Step, Taken, Violation, World};

/// Services at work.
pub struct System<'t> {
    pub(super) theatre: &'t Theatre,
    pub(super) instances: Vec<Instance>,
    pub(super) broker: Broker,
    /// Requests that have begun, or are left out.
    pub(super) begun: Vec<bool>,
    pub(super) faults: Budget,
    pub(super) calls: Vec<Call>,
    /// Calls sent so far.
    pub(super) sent: u64,
    pub(super) next: Invocation,
    pub(super) props: Option<Props>,
}

/// Faults that are left.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Budget {
    pub(super) all: u16,
    pub(super) crash: Vec<u16>,
    pub(super) sent_twice: u16,
    pub(super) forgotten: u16,
    pub(super) refused: u16,
    pub(super) lost_requests: u16,
    pub(super) lost_replies: u16,
    pub(super) late: u16,
}

impl Drop for System<'_> {
    fn drop(&mut self) {
        // What belongs to the runtime goes before it.
        self.instances.clear();
        if let Some(props) = self.props.take() {
            props.scripts.heard();
            self.theatre.spare.borrow_mut().push(props);
        }
    }
}

impl<'t> System<'t> {
    pub(super) fn new(theatre: &'t Theatre, props: Props, without: &BTreeSet<u16>) -> Self {
        let setup = &theatre.setup;
        let topic = |name: &str| setup.topics.iter().position(|topic| topic.name == name);
        let subscriptions = setup.services.iter().enumerate().flat_map(|(service, of)| {
            of.on.iter().filter_map(move |(name, handler)| Some((topic(name)?, service, handler.clone())))
        });
        let broker = Broker::new(setup.topics.clone(), subscriptions);
        let instance = |(service, _): &(usize, u16)| Instance {
            service: *service,
            memory: None,
            open: Vec::new(),
            history: Printer::default(),
            starts: 0,
            refuses: false,
        };
        let crash = |service: &Service| {
            setup.faults.crash.iter().filter(|(name, _)| *name == service.name).map(|(_, times)| *times).sum()
        };
        Self {
            theatre,
            instances: theatre.instances.iter().map(instance).collect(),
            broker,
            begun: (0..setup.workload.len()).map(|at| without.iter().any(|part| usize::from(*part) == at)).collect(),
            faults: Budget {
                all: setup.faults.at_most,
                crash: setup.services.iter().map(crash).collect(),
                sent_twice: setup.faults.producer_duplicates,
                forgotten: setup.faults.consumer_duplicates,
                refused: setup.faults.refused_commits,
                lost_requests: setup.faults.lost_requests,
                lost_replies: setup.faults.lost_replies,
                late: setup.faults.late_calls,
            },
            calls: Vec::new(),
            sent: 0,
            next: 0,
            props: Some(props),
        }
    }

    pub(super) fn props(&mut self) -> &mut Props {
        self.props.as_mut().expect("a system has its props until it is dropped")
    }

    pub(super) fn setup(&self) -> &'t Setup {
        &self.theatre.setup
    }
}

impl System<'_> {
    pub(super) fn begin(&mut self, at: usize, origin: Origin, cause: u64, handler: &str, with: &str, note: &mut Note) {
        let number = self.next;
        self.next += 1;
        note.handling = Some(number);
        let handling = Handling {
            number,
            origin,
            cause,
            asked: 0,
            waits: VecDeque::new(),
            history: Printer::default(),
            over: false,
            reply: None,
            published: 0,
            effects: 0,
        };
        self.remember(at, &[handler, with]);
        let instance = &mut self.instances[at];
        instance.open.push(handling);
        let Some(memory) = instance.memory.clone() else { return };
        match self.props().scripts.call(&memory, handler, (number, who(at)), with) {
            Ok(true) => self.go_on(at, number, note),
            Ok(false) => {
                note.did.push(Did::Misused(Misuse::NoHandler));
                self.over(at, number);
            }
            Err(stuck) => {
                stuck_at(&stuck, note);
                self.over(at, number);
            }
        }
    }

    /// What passes through an instance that may keep it.
    pub(super) fn remember(&mut self, at: usize, parts: &[&str]) {
        let service = self.instances[at].service;
        if !self.props().scripts.forgets(service) {
            for part in parts {
                self.instances[at].history.bytes(part.as_bytes());
            }
        }
    }

    pub(super) fn handling(&mut self, at: usize, number: Invocation) -> Option<&mut Handling> {
        self.instances[at].open.iter_mut().find(|handling| handling.number == number)
    }

    pub(super) fn over(&mut self, at: usize, number: Invocation) {
        if let Some(handling) = self.handling(at, number) {
            handling.over = true;
        }
    }

    /// Does what was asked for, and what is asked for after that, until all wait.
    pub(super) fn go_on(&mut self, at: usize, number: Invocation, note: &mut Note) {
        loop {
            let heard = self.props().scripts.heard();
            if heard.is_empty() {
                break;
            }
            for one in heard {
                match one {
                    Heard::Asked(asked) => self.perform(at, asked, note),
                    Heard::Ended(by, result) => {
                        note.did.push(match &result {
                            Ok(value) => Did::Ended(value.clone()),
                            Err(thrown) => Did::Threw(thrown.clone()),
                        });
                        self.ended(at, by, &result, note);
                    }
                }
            }
        }
        let idle = self.handling(at, number).is_some_and(|handling| !handling.over && handling.waits.is_empty());
        if idle {
            note.did.push(Did::Misused(Misuse::WaitsForEver));
            self.over(at, number);
        }
    }

    pub(super) fn ended(&mut self, at: usize, by: Invocation, result: &Result<String, Thrown>, note: &mut Note) {
        if self.props().databases.is_open(at) {
            note.did.push(Did::Misused(Misuse::LeftOpen));
            self.props().databases.rollback(at);
        }
        let Some(handling) = self.handling(at, by) else { return };
        let waits = !handling.waits.is_empty();
        if waits {
            note.did.push(Did::Misused(Misuse::NotAwaited));
        }
        let Some(handling) = self.handling(at, by) else { return };
        handling.waits.clear();
        handling.over = true;
        handling.reply = Some(result.clone().map_err(|thrown| ("RemoteError", thrown.message)));
        // What was thrown is heard at once; a message that was handled is acknowledged in a step of its own, and so is
        // whoever called.
        let at_once = match handling.origin {
            Origin::Tick => true,
            Origin::Request | Origin::Message => result.is_err(),
            Origin::Call(_) => false,
        };
        if at_once {
            self.broker.release(by, result.is_ok());
            self.instances[at].open.retain(|handling| handling.number != by);
        }
    }

    /// What is on its way.
    fn in_flight(&self) -> Vec<Flight> {
        let setup = self.setup();
        let messages = self.broker.in_flight().into_iter().map(|(subscription, message, attempts, dead)| {
            let of = &self.broker.subscriptions[subscription];
            Flight::Message {
                topic: setup.topics[of.topic].name.clone(),
                to: setup.services[of.service].name.clone(),
                id: message.id.clone(),
                key: message.key.clone(),
                attempts,
                dead,
            }
        });
        let calls = self.calls.iter().filter(|call| call.waits).map(|call| Flight::Call {
            to: setup.services[call.service].name.clone(),
            handler: call.handler.clone(),
            late: call.late,
        });
        messages.chain(calls).collect()
    }

    /// The checks that are broken now, with what shows it.
    pub(super) fn broken(&mut self, at_rest: bool) -> Vec<(usize, Table)> {
        let setup = self.setup();
        let mut broken = Vec::new();
        for (number, check) in setup.checks.iter().enumerate() {
            let sql = match &check.rule {
                Rule::Always { sql } if !at_rest => sql,
                Rule::AtRest { sql, .. } if at_rest => sql,
                Rule::Always { .. } | Rule::AtRest { .. } | Rule::Reach { .. } | Rule::Budget(_) | Rule::History(_) => {
                    continue;
                }
            };
            let rows = self.props().databases.broken(sql).expect("a check that ran once runs again");
            broken.extend(rows.map(|rows| (number, rows)));
        }
        broken
    }
}

impl World for System<'_> {
    type Note = Note;

    fn enabled(&mut self) -> Vec<Step> {
        self.acts().into_iter().map(|(step, _)| step).collect()
    }

    fn tell(&mut self, step: &Step) -> (Taken, Note) {
        let act = self.acts().into_iter().find(|(other, _)| other == step).map(|(_, act)| act);
        let act = act.expect("a step that is taken is one of those that may come");
        let at = usize::from(step.actor.0);
        let mut note = Note::default();
        if let Some((service, number)) = self.theatre.instances.get(at) {
            note.by = (self.setup().services[*service].name.clone(), *number);
        }
        self.act(at, step.cause.0, act, &mut note);
        let changed = note.did.iter().any(|did| matches!(did, Did::Changed(_)));
        if changed {
            note.broken = self.broken(false);
        }
        note.at_ms = self.props().scripts.clock().now();
        note.in_flight = self.in_flight();
        let mut violations: Vec<Violation> = note.broken.iter().map(|(number, _)| violation(*number)).collect();
        let misused =
            note.did.iter().filter_map(|did| if let Did::Misused(misuse) = did { Some(*misuse) } else { None });
        violations.extend(misused.map(|misuse| Violation { check: MISUSE, code: misuse as u16 }));
        // All touch the broker or a database: nothing is taken for independent yet.
        (Taken { footprint: Footprint { reads: Vec::new(), writes: vec![0], visible: changed }, violations }, note)
    }

    fn fingerprint(&mut self) -> Fingerprint {
        let Fingerprint(substance) = self.substance();
        let mut printer = Printer::default();
        printer.bytes(&substance.to_le_bytes());
        for instance in &self.instances {
            let Fingerprint(history) = instance.history.print();
            printer.bytes(&history.to_le_bytes());
        }
        printer.print()
    }

    fn substance(&mut self) -> Fingerprint {
        let mut printer = Printer::default();
        self.props().databases.print(&mut printer);
        self.props().scripts.clock().print(&mut printer);
        let now = self.props().scripts.clock().now();
        self.broker.print(&mut printer);
        for begun in &self.begun {
            printer.number(u64::from(*begun));
        }
        for instance in &self.instances {
            printer.number(u64::from(instance.memory.is_some())).number(u64::from(instance.refuses));
            printer.number(instance.open.len() as u64);
            for handling in &instance.open {
                let Fingerprint(history) = handling.history.print();
                printer.bytes(&history.to_le_bytes());
                printer.number(handling.cause).number(handling.asked).number(u64::from(handling.over));
                for waiting in &handling.waits {
                    printer.number(waiting.number);
                    match &waiting.what {
                        Waits::Answered(Ok(json)) => _ = printer.number(0).bytes(json.as_bytes()),
                        Waits::Answered(Err((kind, words))) => {
                            printer.number(1).bytes(kind.as_bytes()).bytes(words.as_bytes());
                        }
                        Waits::Lock(asked) => _ = printer.number(2).bytes(asked.operation.as_bytes()),
                        Waits::Moment(until) => _ = printer.number(4).number(until.saturating_sub(now)),
                        Waits::Reply(number) => {
                            let call = self.calls.iter().find(|call| call.number == *number);
                            printer.number(3).number(call.map_or(0, |call| call.cause));
                        }
                    }
                }
            }
        }
        let mut calls: Vec<(u64, bool, bool)> =
            self.calls.iter().map(|call| (call.cause, call.waits, call.late)).collect();
        calls.sort_unstable();
        for (cause, waits, late) in calls {
            printer.number(cause).number(u64::from(waits)).number(u64::from(late));
        }
        let Budget { all, crash, sent_twice, forgotten, refused, lost_requests, lost_replies, late } = &self.faults;
        let others = [all, sent_twice, forgotten, refused, lost_requests, lost_replies, late];
        for left in others.into_iter().chain(crash) {
            printer.number(u64::from(*left));
        }
        printer.print()
    }

    fn at_rest(&mut self) -> (Vec<Violation>, Note) {
        let mut broken = self.broken(true);
        broken.extend(self.broken(false));
        let mut violations: Vec<Violation> = broken.iter().map(|(number, _)| violation(*number)).collect();
        // Whoever still waits now waits for ever.
        if self.instances.iter().any(|instance| !instance.open.is_empty()) {
            violations.push(Violation { check: MISUSE, code: Misuse::Deadlock as u16 });
        }
        (violations, Note { broken, ..Note::default() })
    }
}

fn violation(check: usize) -> Violation {
    Violation { check: u16::try_from(check).unwrap_or(MISUSE - 1), code: 0 }
}

/// The number under which an instance draws.
pub(super) fn who(at: usize) -> u32 {
    u32::try_from(at).expect("there are few instances")
}

/// Scripts cannot go on.
pub(super) fn stuck_at(stuck: &Stuck, note: &mut Note) {
    note.did.push(Did::Misused(match stuck {
        Stuck::Spent => Misuse::DidNotStop,
        Stuck::Load(_) | Stuck::NotHere(..) | Stuck::Machine(_) => Misuse::DoesNotLoad,
    }));
}
