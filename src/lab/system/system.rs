//! Services at work: a world of the simulator.
//!
//! A handler runs without interruption from one answer to the next. What it asks for is done at once and in order; that
//! it hears of it is a step of its own, between which and the next anything else may come. Inside a transaction it hears
//! at once, as long as it stays in its database.

use std::collections::{BTreeSet, VecDeque};

use super::broker::Broker;
use super::call::Call;
use super::client::{ClientCall, Clients};
use super::instance::{Handling, Instance, Origin};
use super::left::Left;
use super::link::Links;
use super::note::{Did, Flight, Misuse, Note};
use super::scripts::{Heard, Invocation, Stuck, Thrown};
use super::setup::Setup;
use super::theatre::{Props, Theatre};
use super::usage::Usage;
use crate::sim::{Fingerprint, Footprint, Printer, Step, Taken, Violation, World};

/// Services at work.
pub struct System<'t> {
    pub(super) theatre: &'t Theatre,
    pub(super) instances: Vec<Instance>,
    pub(super) broker: Broker,
    pub(super) clients: Clients,
    pub(super) left: Left,
    pub(super) links: Links,
    pub(super) calls: Vec<Call>,
    /// Calls sent so far.
    pub(super) sent: u64,
    pub(super) next: Invocation,
    pub(super) props: Option<Props>,
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
        let mut connections = 0;
        let instance = |(service, _): &(usize, u16)| {
            let connection = connections;
            connections += usize::from(setup.services[*service].concurrency.max(1));
            Instance {
                service: *service,
                memory: None,
                open: Vec::new(),
                history: Printer::default(),
                starts: 0,
                refuses: false,
                paused: false,
                connection,
            }
        };
        let left_out = |at| without.iter().any(|part| usize::from(*part) == at);
        Self {
            theatre,
            instances: theatre.instances.iter().map(instance).collect(),
            broker,
            clients: Clients::new(&setup.workload, theatre.reads_calls, left_out),
            left: Left::new(setup),
            links: Links::new(setup),
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
    /// What clients have asked so far, and what they heard.
    #[must_use]
    pub fn client_calls(&self) -> &[ClientCall] {
        self.clients.calls()
    }

    pub(super) fn begin(&mut self, at: usize, origin: Origin, cause: u64, handler: &str, with: &str, note: &mut Note) {
        let number = self.next;
        self.next += 1;
        note.handling = Some(number);
        let instance = &self.instances[at];
        let runs = |connection: &usize| instance.open.iter().any(|handling| handling.connection == *connection);
        let connection = (instance.connection..self.theatre.connections.len()).find(|connection| !runs(connection));
        let connection = connection.expect("an instance has a connection for each handler that it runs");
        // Two that run beside each other have two names.
        let mut named = cause;
        while instance.open.iter().any(|handling| handling.cause == named) {
            named = named.wrapping_add(1);
        }
        let is_start = matches!(origin, Origin::Start);
        let handling = Handling {
            number,
            origin,
            cause: named,
            handler: handler.to_owned(),
            connection,
            asked: 0,
            waits: VecDeque::new(),
            history: Printer::default(),
            over: false,
            result: None,
            effects: 0,
            refused: 0,
            usage: Usage::default(),
        };
        self.remember(at, &[handler, with]);
        let instance = &mut self.instances[at];
        instance.open.push(handling);
        let Some(memory) = instance.memory.clone() else { return };
        match self.props().scripts.call(&memory, handler, (number, who(at)), with) {
            Ok(true) => self.go_on(at, number, note),
            Ok(false) if is_start => {
                note.handling = None;
                self.instances[at].open.retain(|handling| handling.number != number);
            }
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
            for (by, seen) in self.props().scripts.clock().shown() {
                if let Some(handling) = self.handling(at, by) {
                    handling.history.bytes(&seen.to_le_bytes());
                }
                self.remember(at, &[&seen.to_string()]);
            }
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
        let Some(handling) = self.handling(at, by) else { return };
        let connection = handling.connection;
        if self.props().databases.is_open(connection) {
            note.did.push(Did::Misused(Misuse::LeftOpen));
            self.props().databases.rollback(connection);
        }
        let Some(handling) = self.handling(at, by) else { return };
        let waits = !handling.waits.is_empty();
        if waits {
            note.did.push(Did::Misused(Misuse::NotAwaited));
        }
        let Some(handling) = self.handling(at, by) else { return };
        handling.waits.clear();
        handling.over = true;
        handling.result = Some(result.clone());
        // A message that fails is given back at once; a message that was handled is acknowledged in a step of its own, and
        // so hears whoever has called or asked.
        let (at_once, starts_again) = match handling.origin {
            Origin::Tick => (true, false),
            Origin::Start => (true, result.is_err()),
            Origin::Message => (result.is_err(), false),
            Origin::Request(_) | Origin::Call(_) => (false, false),
        };
        if at_once {
            self.broker.release(by, result.is_ok());
            self.instances[at].open.retain(|handling| handling.number != by);
        }
        if starts_again {
            self.instances[at].memory = None;
            self.instances[at].history = Printer::default();
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
}

impl World for System<'_> {
    type Note = Note;

    fn enabled(&mut self) -> Vec<Step> {
        self.acts().0.into_iter().map(|(step, _)| step).collect()
    }

    fn tell(&mut self, step: &Step) -> (Taken, Note) {
        let act = self.acts().0.into_iter().find(|(other, _)| other == step).map(|(_, act)| act);
        let act = act.expect("a step that is taken is one of those that may come");
        let at = usize::from(step.actor.0);
        let mut note = Note::default();
        if let Some((service, number)) = self.theatre.instances.get(at) {
            note.by = (self.setup().services[*service].name.clone(), *number);
        }
        self.act(at, step.cause.0, act, &mut note);
        let violations = self.judge(&mut note);
        note.at_ms = self.props().scripts.clock().now();
        note.in_flight = self.in_flight();
        // All touch the broker or a database: nothing is taken for independent yet.
        let visible = note.did.iter().any(|did| matches!(did, Did::Changed(_)));
        (Taken { footprint: Footprint { reads: Vec::new(), writes: vec![0], visible }, violations }, note)
    }

    fn fingerprint(&mut self) -> Fingerprint {
        self.print_all()
    }

    fn substance(&mut self) -> Fingerprint {
        self.print_substance()
    }

    fn at_natural_end(&mut self) -> Vec<Violation> {
        self.judge_reach()
    }

    fn in_loop(&mut self) -> Option<(Vec<Violation>, Note)> {
        Some(self.judge_end(false))
    }

    fn at_rest(&mut self) -> (Vec<Violation>, Note) {
        self.judge_end(true)
    }
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
