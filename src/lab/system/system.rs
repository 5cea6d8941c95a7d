//! Services at work: a world of the simulator.
//!
//! A handler runs without interruption from one answer to the next. What it asks for is done at once and in order; that
//! it hears of it is a step of its own, between which and the next anything else may come. Inside a transaction it hears
//! at once, as long as it stays in its database.

use std::cell::RefMut;
use std::collections::{BTreeSet, VecDeque};
use std::rc::Rc;

use super::act::{Act, Acts};
use super::broker::Broker;
use super::call::Call;
use super::client::{ClientCall, Clients};
use super::clock::Clock;
use super::databases::Held;
use super::device::Devices;
use super::fault::Strike;
use super::instance::{Handling, Instance, Origin};
use super::left::Left;
use super::link::Links;
use super::log::{Event, Looks};
use super::note::{Did, Flight, Misuse, Note, Pen};
use super::outside::Chronicle;
use super::printed::Printed;
use super::scripts::{Asked, Heard, Invocation, Stuck, Thrown};
use super::setup::{Request, Setup, Span};
use super::shared::Shared;
use super::theatre::{Props, Theatre};
use super::time::Settled;
use super::touch::{Thing, Touched};
use super::usage::Usage;
use crate::sim::{Fingerprint, Kind, Step, Taken, Violation, World};

/// Services at work.
#[derive(Clone)]
pub struct System<'t> {
    pub(super) theatre: &'t Theatre,
    pub(super) instances: Vec<Shared<Instance>>,
    pub(super) broker: Shared<Broker>,
    pub(super) clients: Shared<Clients>,
    pub(super) left: Shared<Left>,
    pub(super) links: Shared<Links>,
    pub(super) calls: Shared<Vec<Call>>,
    /// Calls sent so far.
    pub(super) sent: u64,
    pub(super) next: Invocation,
    pub(super) devices: Shared<Devices>,
    pub(super) chronicle: Shared<Chronicle>,
    pub(super) clock: Shared<Clock>,
    /// What has run without changing anything, where time is kept.
    pub(super) settled: Shared<Settled>,
    /// The moment of the last fault, request or end of an outage, where time is kept.
    pub(super) disturbed_at: u64,
    /// Of the instance's handlers that run again and again, the one that has ended in this step.
    pub(super) ticked: Option<usize>,
    /// The databases, by service.
    pub(super) held: Vec<Held>,
    /// The instance that acts alone next, because nobody sees what it does.
    pub(super) alone: Option<usize>,
    /// Whether others could see what was done in this step.
    pub(super) met: bool,
    /// Whether a script has looked at the time, or drawn, in this step.
    pub(super) looked: bool,
    /// What was touched in this step.
    pub(super) touched: Touched,
    /// What scripts did that is not looked at yet.
    heard: VecDeque<Heard>,
    /// What may come next, where that is known.
    ready: Option<Rc<Acts>>,
}

impl<'t> System<'t> {
    pub(super) fn new(theatre: &'t Theatre, without: &BTreeSet<u16>) -> Self {
        let setup = &theatre.setup;
        let topic = |name: &str| setup.topics.iter().position(|topic| topic.name == name);
        let subscriptions = setup.services.iter().enumerate().flat_map(|(service, of)| {
            of.on.iter().filter_map(move |(name, handler)| Some((topic(name)?, service, handler.as_str().into())))
        });
        let broker = Broker::new(setup.topics.clone(), subscriptions);
        let mut connections = 0;
        let instance = |(service, _): &(usize, u16)| {
            let connection = connections;
            connections += usize::from(setup.services[*service].concurrency.max(1));
            Shared::from(Instance {
                service: *service,
                memory: None,
                open: Vec::new(),
                runs: 0,
                refuses: false,
                uncached: false,
                paused: false,
                wakes_at: 0,
                timers: Vec::new(),
                connection,
            })
        };
        let way = |request: &Request| {
            let service = setup.services.iter().position(|service| service.name == request.service);
            service.and_then(|service| theatre.latency.get(service)).copied().unwrap_or_default()
        };
        let ways: Option<Vec<Span>> = setup.time.as_ref().map(|_| setup.workload.iter().map(way).collect());
        let left_out = |at| without.iter().any(|part| usize::from(*part) == at);
        let mut system = Self {
            theatre,
            instances: theatre.instances.iter().map(instance).collect(),
            broker: broker.into(),
            clients: Clients::new(&setup.workload, theatre.reads_calls, left_out, ways.as_deref()).into(),
            left: Left::new(setup).into(),
            links: Links::new(setup).into(),
            calls: Vec::new().into(),
            sent: 0,
            next: 0,
            devices: theatre.devices.clone(),
            chronicle: Chronicle::default().into(),
            clock: Clock::default().into(),
            settled: Settled::default().into(),
            ticked: None,
            disturbed_at: 0,
            held: theatre.props.borrow().databases.begin(),
            alone: None,
            met: false,
            looked: false,
            touched: Touched::default(),
            heard: VecDeque::new(),
            ready: None,
        };
        system.begin_chronicle();
        system
    }

    /// What all stories share; nobody keeps it while anything else is done.
    pub(super) fn props(&self) -> RefMut<'t, Props> {
        self.theatre.props.borrow_mut()
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

    pub(super) fn begin(
        &mut self,
        at: usize,
        origin: Origin,
        cause: u64,
        handler: &Printed<String>,
        with: &Printed<String>,
        pen: &mut Pen,
    ) {
        let number = self.next;
        self.next += 1;
        pen.of(number);
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
        let began = self.moment();
        let called_at = self.calls.iter().find(|call| matches!(origin, Origin::Call(number) if number == call.number));
        let called_at = called_at.and_then(|call| call.at.clone());
        let service = self.instances[at].service;
        let forgets = self.props().scripts.forgets(service);
        let instance = &mut self.instances[at];
        let Some(log) = instance.memory.clone() else { return };
        let run = instance.runs;
        instance.runs += u32::from(!forgets);
        instance.open.push(Handling {
            number,
            origin,
            cause: named,
            handler: handler.clone(),
            connection,
            asked: 0,
            waits: VecDeque::new(),
            run,
            began,
            log,
            over: false,
            result: None,
            effects: 0,
            refused: 0,
            failed_at: None,
            began_at: None,
            usage: Usage::default(),
        });
        match self.tell_script(at, number, Event::Call(run, handler.clone(), with.clone()), pen) {
            Some(true) => self.go_on(at, number, pen),
            Some(false) if is_start => {
                pen.write(|note| note.handling = None);
                self.instances[at].open.retain(|handling| handling.number != number);
            }
            Some(false) => {
                pen.misused(Misuse::NoHandler, called_at.as_deref());
                self.over(at, number);
            }
            None => self.over(at, number),
        }
    }

    /// Tells the script of a handler something; whether there is such a handler. None where it cannot go on.
    pub(super) fn tell_script(&mut self, at: usize, by: Invocation, event: Event, pen: &mut Pen) -> Option<bool> {
        let cause = self.handling(at, by).map_or(0, |handling| handling.cause);
        let skew = self.setup().services[self.instances[at].service].skew_ms;
        let sight = self.clock.sight(at, cause, skew);
        let ticks = self.handling(at, by).is_some_and(|handling| matches!(handling.origin, Origin::Tick));
        let mut props = self.props();
        let instance = &mut *self.instances[at];
        let forgets = props.scripts.forgets(instance.service);
        let memory = instance.memory.as_mut()?;
        let handling = instance.open.iter_mut().find(|handling| handling.number == by);
        let log = match handling {
            Some(handling) if forgets => &mut handling.log,
            None if forgets => return None,
            Some(_) | None => memory,
        };
        let passed = props.scripts.tell(instance.service, log, event, sight);
        log.clone_from(&passed.log);
        if passed.looks != Looks::default() {
            self.looked = true;
            if passed.looks.now {
                self.touched.reads(Thing::Clock);
            }
            self.clock.looked(at, cause, passed.looks);
            if ticks && passed.looks.now {
                self.clock.watch();
            }
        }
        for heard in &passed.heard {
            let run = match heard {
                Heard::Asked(asked) => asked.by,
                Heard::Ended(run, ..) | Heard::Closed(run) => *run,
            };
            let is_it = |handling: &&Handling| if forgets { handling.number == by } else { handling.run == run };
            let Some(by) = instance.open.iter().find(is_it).map(|handling| handling.number) else {
                if let Heard::Asked(asked) = heard {
                    // It has ended and goes on all the same.
                    pen.misused(Misuse::NotAwaited, asked.at.as_deref());
                }
                continue;
            };
            self.heard.push_back(match heard {
                Heard::Asked(asked) => Heard::Asked(Asked { by, ..asked.clone() }),
                Heard::Ended(_, result, gathers) => Heard::Ended(by, Rc::clone(result), *gathers),
                Heard::Closed(_) => Heard::Closed(by),
            });
        }
        passed.went.as_ref().map_err(|stuck| stuck_at(stuck, pen)).ok().copied()
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
    pub(super) fn go_on(&mut self, at: usize, number: Invocation, pen: &mut Pen) {
        while let Some(heard) = self.heard.pop_front() {
            match heard {
                Heard::Asked(asked) => self.perform(at, asked, pen),
                Heard::Ended(by, result, gathers) => {
                    match &*result {
                        Ok(value) => pen.did(|| Did::Ended(value.clone())),
                        Err(thrown) => {
                            // An error that was given to the handler was made nowhere in its module.
                            let failed_at = self.handling(at, by).and_then(|handling| handling.failed_at.as_deref());
                            let thrown_at = thrown.at.as_ref().or(failed_at).cloned();
                            if thrown.kind == "ReferenceError" {
                                pen.misused(Misuse::NotDefined, thrown_at.as_ref());
                            }
                            pen.did(|| Did::Threw(Thrown { at: thrown_at, ..thrown.clone() }));
                        }
                    }
                    if let Some(handling) = self.handling(at, by) {
                        handling.result = Some(result);
                    }
                    if !gathers {
                        self.ended(at, by, pen);
                    }
                }
                Heard::Closed(by) => self.ended(at, by, pen),
            }
        }
        let idle = self.handling(at, number).filter(|handling| !handling.over && handling.waits.is_empty());
        match idle.map(|handling| handling.result.is_some()) {
            // Of what it has gathered, something never comes.
            Some(true) => self.ended(at, number, pen),
            Some(false) => {
                pen.misused(Misuse::WaitsForEver, None);
                self.over(at, number);
            }
            None => {}
        }
    }

    /// A handler has come to something, and nothing of what it has gathered is under way.
    fn ended(&mut self, at: usize, by: Invocation, pen: &mut Pen) {
        let Some(handling) = self.handling(at, by) else { return };
        let failed = handling.result.as_ref().is_some_and(|result| result.is_err());
        let (connection, began_at) = (handling.connection, handling.began_at.clone());
        if self.is_open(connection) {
            pen.misused(Misuse::LeftOpen, began_at.as_deref());
            self.roll_back(connection);
        }
        if self.devices.holds(by) && self.devices.release(by) {
            pen.misused(Misuse::LeftOpen, began_at.as_deref());
        }
        let Some(handling) = self.handling(at, by) else { return };
        if let Some(waiting) = handling.waits.front() {
            pen.misused(Misuse::NotAwaited, waiting.to.at.as_deref());
        }
        handling.waits.clear();
        handling.over = true;
        let began = handling.began;
        let lasted = self.moment() - began;
        self.takes(at, by, pen, |usage| usage.ms = lasted);
        self.has_ticked(at, by);
        let Some(handling) = self.handling(at, by) else { return };
        // A message that fails is given back at once; a message that was handled is acknowledged in a step of its own, and
        // so hears whoever has called or asked.
        let (at_once, starts_again) = match handling.origin {
            Origin::Tick => (true, false),
            Origin::Start => (true, failed),
            Origin::Message => (failed, false),
            Origin::Request(_) | Origin::Call(_) => (false, false),
        };
        let is_message = matches!(handling.origin, Origin::Message);
        if at_once && is_message {
            self.release(by, !failed);
        }
        if at_once {
            self.instances[at].open.retain(|handling| handling.number != by);
        }
        if starts_again {
            self.instances[at].memory = None;
            self.instances[at].runs = 0;
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
                key: message.key.to_string(),
                attempts,
                dead,
            }
        });
        let calls = self.calls.iter().filter(|call| call.waits).map(|call| Flight::Call {
            to: setup.services[call.service].name.clone(),
            handler: call.handler.to_string(),
            late: call.late,
        });
        messages.chain(calls).collect()
    }
}

impl System<'_> {
    /// Takes a step.
    fn go(&mut self, step: &Step, pen: &mut Pen) -> Taken {
        let ready = self.ready.take().unwrap_or_else(|| Rc::new(self.acts()));
        let act = ready.all.iter().find(|(other, _)| other == step).map(|(_, act)| act.clone());
        let act = act.expect("a step that is taken is one of those that may come");
        let at = usize::from(step.actor.0);
        let late = if step.kind == Kind::Fault { Vec::new() } else { self.pass(step.at) };
        let refused = matches!(act, Act::Strike(Strike::Refuse | Strike::Uncache));
        let heard = self.theatre.reads_calls
            && matches!(act, Act::Request(_) | Act::Finish(_) | Act::Reply(_) | Act::Strike(_));
        self.met = act.meets(self.theatre.reads_calls || self.theatre.outside.any_deliveries());
        self.looked = false;
        self.touch(at, &act);
        if act.disturbs() {
            self.disturbed_at = self.moment();
        }
        self.act(at, step.cause.0, act, pen);
        self.settle(at);
        self.alone = self.goes_alone(at, refused);
        let violations = self.judge(heard, late, pen);
        Taken { footprint: self.touched.take(), violations }
    }
}

impl World for System<'_> {
    type Note = Note;

    fn enabled(&mut self) -> Vec<Step> {
        let ready = self.ready.take().unwrap_or_else(|| Rc::new(self.acts()));
        let steps = ready.all.iter().map(|(step, _)| *step).collect();
        self.ready = Some(ready);
        steps
    }

    fn pending(&mut self) -> Vec<Step> {
        if self.is_timed() { self.all_acts().all.into_iter().map(|(step, _)| step).collect() } else { self.enabled() }
    }

    fn watches_time(&mut self) -> bool {
        self.clock.is_watched()
    }

    fn is_out_of_time(&mut self) -> bool {
        let acts = self.all_acts();
        self.is_past_horizon(&acts) && !self.is_settled(&acts)
    }

    fn take(&mut self, step: &Step) -> Taken {
        self.go(step, &mut Pen::default())
    }

    fn tell(&mut self, step: &Step) -> (Taken, Note) {
        let by = self.theatre.instances.get(usize::from(step.actor.0));
        let by = by.map(|(service, number)| (self.setup().services[*service].name.clone(), *number));
        let mut pen = Pen::listening(by.unwrap_or_default());
        let taken = self.go(step, &mut pen);
        pen.write(|note| {
            note.at_ms = self.clock.now();
            note.in_flight = self.in_flight();
        });
        (taken, pen.note().unwrap_or_default())
    }

    fn passes(&self) -> bool {
        self.has_only_read()
    }

    fn mind_footprints(&mut self) {
        self.touched.begin();
    }

    fn fork(&self) -> Option<Self> {
        Some(self.clone())
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

/// Scripts cannot go on.
pub(super) fn stuck_at(stuck: &Stuck, pen: &mut Pen) {
    match stuck {
        Stuck::Spent => pen.misused(Misuse::DidNotStop, None),
        Stuck::Load(thrown) => pen.misused(Misuse::DoesNotLoad, thrown.at.as_ref()),
        Stuck::NotHere(..) | Stuck::Machine(_) => pen.misused(Misuse::DoesNotLoad, None),
    }
}
